using System.Text.Json;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tasks;

/// <summary>Keeps what the holder has typed so far, unchecked. No event: a draft is nobody else's business.</summary>
public sealed record SaveTaskDraft(Guid TaskId, IReadOnlyDictionary<string, string> Typed, Viewer By);

public sealed class SaveTaskDraftHandler(OpenTask open, TaskForms forms)
{
    /// <summary>Characters of JSON; far above any form, far below what would hurt.</summary>
    private const int Limit = 200_000;

    public async Task<Result> HandleAsync(SaveTaskDraft command, CancellationToken cancellation)
    {
        var loaded = await open.LoadAsync(command.TaskId, command.By, cancellation);
        if (loaded.Refusal is { } no)
        {
            return no;
        }

        var task = loaded.Value;
        if (task.AssigneeId != command.By.UserId)
        {
            return new Refusal("task-not-held");
        }

        var form = forms.Of(task);
        if (form.Refusal is { } broken)
        {
            return broken;
        }

        var kept = command.Typed.Where(t => form.Value.Field(t.Key) is not null).ToDictionary();
        var draft = JsonSerializer.Serialize(kept, TaskFormJson.Options);
        if (draft.Length > Limit)
        {
            return new Refusal("task-draft-too-large");
        }

        task.DraftJson = draft;
        return Result.Done;
    }

    public static IReadOnlyDictionary<string, string> Read(WorkTask task) => task.DraftJson is { } json
        ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []
        : new Dictionary<string, string>();
}
