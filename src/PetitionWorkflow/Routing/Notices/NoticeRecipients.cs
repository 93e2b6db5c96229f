using PetitionWorkflow.Mail;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.Notices;

public enum NoticeAudience
{
    Leaders = 1,
    Clerks = 2,
    LeadUnit = 3,
    Units = 4,
}

/// <summary>Whom a step of the flow writes to. The accused unit and its people are never among them (Art. 30 ¶3).</summary>
public sealed class NoticeRecipients
{
    public async Task<IReadOnlyList<Recipient>> OfAsync(CaseStep step, NoticeAudience audience, IReadOnlyList<string> units) => audience switch
    {
        NoticeAudience.Leaders => await InRoleAsync(step, Roles.Leader),
        NoticeAudience.Clerks => await InRoleAsync(step, Roles.Clerk),
        NoticeAudience.LeadUnit => await UnitsAsync(step, ["lead"]),
        NoticeAudience.Units => await UnitsAsync(step, units),
        _ => throw new ArgumentOutOfRangeException(nameof(audience), audience, null),
    };

    private static async Task<IReadOnlyList<Recipient>> InRoleAsync(CaseStep step, string role) =>
    [
        .. (await step.Work.Db.StaffInRoleAsync(role, step.Cancellation))
            .Where(member => member.Email is { Length: > 0 } && !step.Petition.Accuses(member.UnitId))
            .Select(member => new Recipient(member.Email!, member.Language, member.UnitId)),
    ];

    private static async Task<IReadOnlyList<Recipient>> UnitsAsync(CaseStep step, IReadOnlyList<string> references)
    {
        var found = new List<Recipient>();
        foreach (var reference in references.Distinct())
        {
            var unit = await step.UnitAsync(reference);
            if (!step.Petition.Accuses(unit.Id) && unit.Email is { Length: > 0 } address)
            {
                found.Add(new Recipient(address, Texts.Languages[0], unit.Id));
            }
        }

        return found;
    }
}
