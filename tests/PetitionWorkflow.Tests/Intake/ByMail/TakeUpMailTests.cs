using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>The mailbox cannot be reached when a person wants a message from it.</summary>
public sealed class TakeUpMailTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TakingUp_WhileTheMailboxIsAway_IsRefusedWithAReason_AndTheMessageStaysToBeTakenUp(bool hangsUp)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var hangingUp = Task.CompletedTask;
        if (hangsUp)
        {
            hangingUp = HangUpAsync(listener);
        }
        else
        {
            listener.Stop();
        }

        await using var service = await ServiceUnderTest.StartAsync(
            settings: [("Mail:Imap:Host", "127.0.0.1"), ("Mail:Imap:Port", $"{port}"), ("Mail:Imap:Security", "None"), ("Mail:Imap:UserName", "office"), ("Mail:Imap:Password", "secret")]);
        var office = await TestOffice.OpenAsync(service.Services);
        var aside = new IncomingMail { Id = Guid.CreateVersion7(), UidValidity = 1, Uid = 7, ReadAt = office.Now, Kind = IncomingMailKind.SetAside, Problem = "mail-flood" };
        await office.WriteAsync(db => db.Add(aside));
        await using var scope = service.Services.CreateAsyncScope();

        var taken = await scope.ServiceProvider.GetRequiredService<TakeUpMail>().RunAsync(aside.Id, office.Clerk, Cancellation);

        await hangingUp;
        Assert.Equal("mailbox-away", taken.Refusal?.Code);
        Assert.True((await service.QueryAsync(db => db.FindAsync<IncomingMail>(aside.Id).AsTask()))!.MayBeTakenUp);
    }

    private static async Task HangUpAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
    }
}
