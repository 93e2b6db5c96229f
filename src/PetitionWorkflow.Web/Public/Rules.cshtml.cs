using System.Text;

namespace PetitionWorkflow.Web.Public;

/// <summary>The office's rules as issued (C09), and beside them what they give a petitioner, in plain words.</summary>
public sealed class RulesModel : PublicPageModel
{
    private static readonly Lazy<string> Text = new(Read);

    public string Rulebook => Text.Value;

    public static readonly IReadOnlyList<string> Plain =
        ["Public.Rule.Ways", "Public.Rule.Route", "Public.Rule.Answer", "Public.Rule.Review", "Public.Rule.ReReview", "Public.Rule.Five", "Public.Rule.Secret", "Public.Rule.Retaliation"];

    private static string Read()
    {
        using var stream = typeof(RulesModel).Assembly.GetManifestResourceStream("public/rulebook.zh-Hant.txt")
            ?? throw new InvalidOperationException("The rulebook is not part of this build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
