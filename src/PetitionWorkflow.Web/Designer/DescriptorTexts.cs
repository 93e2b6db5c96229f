using PetitionWorkflow.Shared;
using WorkflowRuntime.ElsaApi.Hosting;

namespace PetitionWorkflow.Web.Designer;

/// <summary>What the palette shows of our own steps, in the reader's language. Elsa's own keep their names.</summary>
internal sealed class DescriptorTexts(Texts texts) : IDescriptorTexts
{
    public string? Category(string category) => Find($"Designer.Category.{category}");

    public string? DisplayName(string typeName) => Find($"Designer.Step.{typeName}");

    public string? Description(string typeName) => Find($"Designer.Step.{typeName}.about");

    public string? Input(string typeName, string input, bool description)
    {
        var part = description ? ".about" : "";
        return typeName.StartsWith("Petition.", StringComparison.Ordinal) ? Find($"Designer.Input.{typeName}.{input}{part}") ?? Find($"Designer.Input.{input}{part}") : null;
    }

    public string? Output(string typeName, string output) => typeName.StartsWith("Petition.", StringComparison.Ordinal) ? Find($"Designer.Output.{output}") : null;

    public string? Option(string typeName, string input, string value) =>
        typeName.StartsWith("Petition.", StringComparison.Ordinal) ? Find($"Designer.Option.{typeName}.{input}.{value}") : null;

    private string? Find(string key) => texts.Has(key) ? texts[key] : null;
}
