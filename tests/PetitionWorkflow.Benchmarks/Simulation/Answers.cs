using System.Globalization;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>Fills in the form of any step: what a rule of the office asks for by name, and something fitting for whatever else is required.</summary>
internal sealed class Answers(IReadOnlyDictionary<string, Viewer> people, IReadOnlyDictionary<string, Guid> units)
{
    /// <summary>The units of the demo that have people.</summary>
    private static readonly string[] Handling = [.. DemoOffice.Accounts.Select(a => a.UnitCode).OfType<string>().Distinct()];

    public Dictionary<string, string> To(TaskForm form, string outcome, IReadOnlyDictionary<string, TaskSuggestion> suggestions, Viewer by, DateOnly today, string earlierCase, string conclusion, Func<string, double> chance)
    {
        var answers = new Dictionary<string, string>();
        foreach (var field in form.Fields.Where(f => f.AppliesTo(outcome)))
        {
            if (Answer(field) is { } answer)
            {
                answers[field.Name] = answer;
            }
        }

        return answers;

        string? Answer(TaskFormField field) => field.Name switch
        {
            "lawful" => "yes",
            "solved" => outcome == "Pass" ? "yes" : "no",
            "duplicateOf" => earlierCase,
            "conclusion" => conclusion,
            "importance" => chance(field.Name) < 0.08 ? "Important" : "Ordinary",
            "matterClass" => chance(field.Name) < 0.1 ? "Suggestion" : "Claim",
            "leadUnit" => Lead(),
            "overrideReason" => "按属地和职责确定",
            "contactMethod" => "phone",
            "contactOn" => Day(today),
            TaskForm.ReasonField => "情况说明",
            _ when !field.Required => null,
            _ => ByKind(field),
        };

        string Lead()
        {
            var suggested = suggestions.GetValueOrDefault("leadUnit")?.Value;
            return suggested is not null && Handling.Any(code => units[code].ToString() == suggested) ? suggested : units[Handling[(int)(chance("leadUnit") * Handling.Length)]].ToString();
        }

        string? ByKind(TaskFormField field) => field.Kind switch
        {
            TaskFieldKind.Number => field.Max?.ToString(CultureInfo.InvariantCulture) is { } most ? field.Default ?? most : field.Default ?? "1",
            TaskFieldKind.Date => Day(today),
            TaskFieldKind.Choice => field.Options[0].Value,
            TaskFieldKind.Checkbox => "true",
            TaskFieldKind.Unit => units[Handling[0]].ToString(),
            TaskFieldKind.Category => "城乡建设/住房保障与房地产",
            TaskFieldKind.Staff => Colleague().ToString(),
            TaskFieldKind.LegalBasis => "《信访工作条例》第三十一条",
            _ => "已按规定办理，记录在案。",
        };

        Guid Colleague() => people.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value).First(p => p.UnitId == by.UnitId && (by.UnitId is null ? p.Is(Roles.Clerk) && p.UserId != by.UserId : p.Is(Roles.Handler))).UserId;

        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
