using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>Corrects a register after registration. The channel stays, and so do time and number (C02, C16).</summary>
/// <param name="ExpectedVersion">The case's version that the person was looking at.</param>
/// <param name="ReadBack">The corrected statement was read back to the petitioner and confirmed.</param>
public sealed record ChangeRegister(Guid PetitionId, int ExpectedVersion, RegisterEntry Entry, bool ReadBack, ActContext Act);

public sealed class ChangeRegisterHandler(UnitOfWork work, RegisterRules rules)
{
    /// <summary>The refusal when the case is no longer what the person was looking at.</summary>
    public const string Meanwhile = "register-changed-meanwhile";

    /// <returns>How many fields changed.</returns>
    public async Task<Result<int>> HandleAsync(ChangeRegister command, CancellationToken cancellation)
    {
        var petition = await work.Db.Set<Petition>().SingleOrDefaultAsync(p => p.Id == command.PetitionId, cancellation);
        if (petition is null)
        {
            return new Refusal("register-not-found");
        }

        if (CheckCase(petition, command) is { } refusal)
        {
            return refusal;
        }

        var entry = command.Entry with { ReceivedAt = petition.ReceivedAt };
        if (rules.Check(entry) is { } wrong)
        {
            return wrong;
        }

        var changes = RegisterComparison.Between(petition, entry);
        if (changes.Count > 0)
        {
            Apply(petition, entry);
            await RenewFingerprintAsync(petition.Id, entry, cancellation);
            work.Raise(petition.Id, new RegisterChanged(await NextEditionAsync(petition.Id, cancellation), command.ReadBack, changes), command.Act);
        }

        return changes.Count;
    }

    private static Refusal? CheckCase(Petition petition, ChangeRegister command) =>
        !petition.IsOpen ? new Refusal("register-archived")
        : petition.Version != command.ExpectedVersion ? new Refusal(Meanwhile)
        : petition.Channel != command.Entry.Register.Channel ? new Refusal("channel-immutable")
        : string.IsNullOrWhiteSpace(command.Act.Reason) ? new Refusal("change-reason-missing") { Field = "Reason" }
        : null;

    private static void Apply(Petition petition, RegisterEntry entry)
    {
        petition.Subject = entry.Subject.Trim();
        petition.Text = entry.Text;
        petition.Place = entry.Place;
        petition.RegisterJson = entry.Register.ToJson();
        petition.Petitioner.Name = entry.Petitioner.Name;
        petition.Petitioner.Gender = entry.Petitioner.Gender;
        petition.Petitioner.Age = entry.Petitioner.Age;
        petition.Petitioner.Address = entry.Petitioner.Address;
        petition.Petitioner.Phone = entry.Petitioner.Phone;
        petition.Petitioner.Email = entry.Petitioner.Email;
        petition.Petitioner.IsAnonymous = entry.Petitioner.IsAnonymous;
        petition.Petitioner.PeopleCount = entry.Petitioner.PeopleCount;
    }

    private async Task RenewFingerprintAsync(Guid petitionId, RegisterEntry entry, CancellationToken cancellation)
    {
        var fingerprints = work.Db.Set<PetitionFingerprint>();
        fingerprints.RemoveRange(await fingerprints.Where(f => f.PetitionId == petitionId).ToListAsync(cancellation));
        fingerprints.Add(PetitionFingerprint.Of(petitionId, entry));
    }

    private async Task<int> NextEditionAsync(Guid petitionId, CancellationToken cancellation) =>
        2 + await work.Db.Set<CaseEvent>().CountAsync(e => e.PetitionId == petitionId && e.Kind == nameof(RegisterChanged), cancellation);
}
