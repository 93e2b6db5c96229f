using System.Threading.Channels;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions.Viewings;

/// <summary>
/// Where a page says that it showed a case. It costs the page nothing: the row is written behind it (<see cref="ViewingWriter"/>), a
/// moment later, and a process that is killed in that moment loses it.
/// </summary>
public sealed class ViewingLog(TimeProvider time)
{
    private readonly System.Threading.Channels.Channel<CaseViewing> _noted = System.Threading.Channels.Channel.CreateUnbounded<CaseViewing>(new UnboundedChannelOptions { SingleReader = true });

    internal ChannelReader<CaseViewing> Noted => _noted.Reader;

    public void Note(Viewer by, Petition petition, ViewingKind kind) => Note(by, petition.Id, kind, petition.Petitioner.Given());

    public void Note(Viewer by, Guid petitionId, ViewingKind kind, PersonalFields fields) => _noted.Writer.TryWrite(new CaseViewing
    {
        PersonId = by.UserId,
        PersonName = by.DisplayName,
        PetitionId = petitionId,
        Kind = kind,
        Fields = fields,
        At = time.UtcNow(),
    });

    /// <summary>What was noted so far is still written; nothing more is taken.</summary>
    internal void Close() => _noted.Writer.TryComplete();
}
