using System.Text.Json;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>What a correction changes, field by field, in the names of the form.</summary>
public static class RegisterComparison
{
    public static IReadOnlyList<RegisterFieldChange> Between(Petition petition, RegisterEntry entry)
    {
        var before = Fields(petition.Subject, petition.Text, petition.Place, petition.Petitioner, ChannelRegister.Of(petition));
        var after = Fields(entry.Subject.Trim(), entry.Text, entry.Place, entry.Petitioner, entry.Register);
        return [.. before.Keys.Union(after.Keys)
            .Select(field => new RegisterFieldChange(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
            .Where(change => change.Before != change.After)];
    }

    private static Dictionary<string, string?> Fields(string subject, string text, string? place, Petitioner petitioner, ChannelRegister register)
    {
        var fields = new Dictionary<string, string?> { ["Subject"] = subject, ["Text"] = text, ["Place"] = place };
        Flatten("Petitioner", JsonSerializer.SerializeToElement(petitioner, CaseEvent.Json), fields);
        Flatten("Register", JsonSerializer.SerializeToElement(register, CaseEvent.Json), fields);
        fields.Remove("Register.Channel");
        return fields;
    }

    private static void Flatten(string path, JsonElement value, Dictionary<string, string?> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Flatten($"{path}.{char.ToUpperInvariant(member.Name[0])}{member.Name[1..]}", member.Value, fields);
                }

                break;
            case JsonValueKind.Array:
                fields[path] = string.Join("、", value.EnumerateArray());
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                fields[path] = value.ToString();
                break;
        }
    }
}
