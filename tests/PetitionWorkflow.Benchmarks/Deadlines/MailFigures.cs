using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Benchmarks.Deadlines;

/// <summary>The outbox against a bare MailKit loop that sends the same messages on one connection to the same server.</summary>
internal static class MailFigures
{
    private const int Mails = 500;
    private const int Rounds = 3;

    public static async Task MeasureAsync(Figures figures)
    {
        await using var server = await SmtpServerProcess.StartAsync(default);
        await using var service = await ServiceUnderTest.StartAsync(
            DatabaseProvider.Sqlite, null, ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Security", "None"));
        var (outbox, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var queued = await QueueAsync(service, round);
            var floor = await SendBareAsync(service, server, queued);
            var sent = await SendAsync(service, server);
            if (round > 0)
            {
                bare.Add(floor.PerSecond);
                outbox.Add(sent.PerSecond);
                figures.Show($"mails {round}, processor ms (bare loop {floor.ProcessorMilliseconds:N2})", sent.ProcessorMilliseconds);
            }
        }

        figures.Set("mailsPerSecond", Measured.Median(outbox));
        figures.Set("mailsFloorPerSecond", Measured.Median(bare));
        figures.Set("mailsRatio", Measured.Median(outbox) / Measured.Median(bare));
    }

    private static async Task<List<OutgoingMail>> QueueAsync(ServiceUnderTest service, int round)
    {
        var body = string.Concat(Enumerable.Repeat("The limit of case XF-2026-000123 ends in three working days. ", 8));
        await service.Runner.RunAsync<int>(async scope =>
        {
            var box = scope.GetRequiredService<Outbox>();
            for (var i = 0; i < Mails; i++)
            {
                await box.QueueAsync(new MailDraft($"bench:{round}:{i}", "unit@city.test", "期限将至", body) { HtmlBody = $"<p>{body}</p>" }, default);
            }

            return Mails;
        });
        return await service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.State == MailState.Queued).ToListAsync());
    }

    private static async Task<Measured> SendBareAsync(ServiceUnderTest service, SmtpServerProcess server, List<OutgoingMail> mails)
    {
        var factory = service.Services.GetRequiredService<MailMessageFactory>();
        var measured = await Measured.RunAsync(1, 1, async _ =>
        {
            using var client = new SmtpClient();
            await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
            foreach (var mail in mails)
            {
                await client.SendAsync(factory.Create(mail));
            }

            await client.DisconnectAsync(quit: true);
        });
        return await ReceivedAsync(server, measured);
    }

    private static async Task<Measured> SendAsync(ServiceUnderTest service, SmtpServerProcess server) =>
        await ReceivedAsync(server, await Measured.RunAsync(1, 1, async _ =>
        {
            await using var scope = service.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(default);
        }));

    private static async Task<Measured> ReceivedAsync(SmtpServerProcess server, Measured measured)
    {
        for (var i = 0; i < Mails; i++)
        {
            using MimeMessage message = await server.NextMessageAsync(default);
        }

        return measured with { Count = Mails };
    }
}
