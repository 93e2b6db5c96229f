using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>
/// Art. 36 ¶3: a petition is turned away as finally decided only where a re-review opinion stands, and only for whom it was given;
/// and such a petition is turned away with a notice, not filed as a mere duplicate.
/// </summary>
internal sealed class FinalMatterRule(UnitOfWork work) : ITaskRule
{
    public string TaskType => "preliminary-review";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation) => act.Outcome switch
    {
        "AlreadyFinal" => CheckFinal(act.Petition, await FindAsync(act.Data.Text("finalCase"), cancellation)),
        "Duplicate" when await FindAsync(act.Data.Text("duplicateOf"), cancellation) is { FinalOn: not null } final && FinalMatters.IsSamePerson(final, act.Petition) =>
            Finality.Refuse(final) with { Field = "duplicateOf" },
        _ => Result.Done,
    };

    private static Result CheckFinal(Petition petition, Petition? final) => final switch
    {
        not { FinalOn: not null } => new Refusal("final-case-unknown") { Field = "finalCase" },
        _ when !FinalMatters.IsSamePerson(final, petition) => new Refusal("final-case-of-another") { Field = "finalCase" },
        _ => Result.Done,
    };

    private async Task<Petition?> FindAsync(string? number, CancellationToken cancellation) =>
        number is null ? null : await work.Db.Set<Petition>().AsNoTracking().Numbered(number.Trim()).SingleOrDefaultAsync(cancellation);
}
