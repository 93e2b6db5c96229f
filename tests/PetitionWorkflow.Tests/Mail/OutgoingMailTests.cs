using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

/// <summary>What the outbox's row refuses, whoever writes it.</summary>
public sealed class OutgoingMailTests
{
    [Theory]
    [InlineData(MailState.Queued, false)]
    [InlineData(MailState.Withheld, true)]
    public async Task AMailThatNobodyWouldSend_OrThatMustNotBeSent_CannotBeWritten(MailState state, bool hasNext)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var service = await ServiceUnderTest.StartAsync();
        await service.DoAsync<Outbox, bool>(async outbox => await outbox.QueueAsync(new MailDraft("a", "unit@example.org", "A", "A"), cancellation));
        DateTime? next = hasNext ? ServiceUnderTest.Start.UtcDateTime : null;

        var refused = await Assert.ThrowsAsync<SqliteException>(() => service.QueryAsync(db =>
            db.Set<OutgoingMail>().ExecuteUpdateAsync(m => m.SetProperty(x => x.State, state).SetProperty(x => x.NextAttemptAt, next), cancellation)));

        Assert.Contains("CK_OutgoingMails_NextAttemptAt", refused.Message, StringComparison.Ordinal);
    }
}
