using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews;

/// <summary>A case that grows out of another: a review, or the matter to be handled anew.</summary>
/// <param name="ReceivedAt">UTC.</param>
public sealed record ChildCase(CaseKind Kind, string Text, DateTime ReceivedAt);

/// <summary>Opens cases that are linked to an earlier one; they start their flow like any other.</summary>
public sealed class ChildCases(UnitOfWork work, Numbering numbering, Bars bars)
{
    public async Task<Petition> OpenAsync(Petition parent, ChildCase child, ActContext act, CancellationToken cancellation)
    {
        var now = work.Time.UtcNow();
        var series = $"{(child.Kind == CaseKind.Review ? "FC" : "XF")}-{ChinaTime.DayOf(now).Year}";
        var petition = new Petition
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            Number = $"{series}-{await numbering.NextAsync(series, cancellation):D6}",
            Kind = child.Kind,
            Channel = parent.Channel,
            SubChannel = parent.SubChannel,
            ReceivedAt = child.ReceivedAt,
            RegisteredAt = now,
            RegisteredById = act.ActorId,
            Petitioner = Copy(parent.Petitioner),
            Subject = parent.Subject,
            Text = child.Text,
            Place = parent.Place,
            RegisterJson = Intake.Registers.ChannelRegister.Empty(parent.Channel).ToJson(),
            ParentId = parent.Id,
            MatterClass = parent.MatterClass,
            Category = parent.Category,
            Importance = parent.Importance,
            AccusedUnitId = parent.AccusedUnitId,
        };
        work.Db.Add(petition);
        await bars.CopyAsync(parent.Id, petition.Id, null, act, cancellation);
        work.Raise(petition.Id, new PetitionRegistered(petition.Number, petition.Channel), act);
        return petition;
    }

    private static Petitioner Copy(Petitioner person) => new()
    {
        Name = person.Name,
        Gender = person.Gender,
        Age = person.Age,
        Address = person.Address,
        Phone = person.Phone,
        Email = person.Email,
        IsAnonymous = person.IsAnonymous,
        PeopleCount = person.PeopleCount,
    };
}
