using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>A service that reads one account of the Dovecot, with the words that tests of single messages need.</summary>
internal sealed class MailboxUnderTest : IAsyncDisposable
{
    private readonly DovecotServer _server;
    private readonly string _user;

    private MailboxUnderTest(DovecotServer server, string user, ServiceUnderTest service) => (_server, _user, Service) = (server, user, service);

    public ServiceUnderTest Service { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="port">Of what stands before the server; null for the server itself.</param>
    public static async Task<MailboxUnderTest> OpenAsync(DovecotServer server, DatabaseProvider database = DatabaseProvider.Sqlite, int? port = null, params (string Key, string Value)[] settings)
    {
        Assert.SkipUnless(DovecotServer.IsAvailable, "Needs Dovecot (dovecot-imapd) and root.");
        Assert.SkipUnless(database == DatabaseProvider.Sqlite || PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
        var user = "u" + Guid.NewGuid().ToString("N")[..10];
        var service = await ServiceUnderTest.StartAsync(
            database,
            settings:
            [
                ("Mail:Imap:Host", "127.0.0.1"), ("Mail:Imap:Port", $"{port ?? server.Port}"), ("Mail:Imap:Security", "None"), ("Mail:Imap:UserName", user),
                ("Mail:Imap:Password", DovecotServer.Password), ("Mail:Imap:TimeoutSeconds", "10"), .. settings,
            ]);
        return new MailboxUnderTest(server, user, service);
    }

    /// <summary>Delivers and reads; what was delivered before is read too when it was not.</summary>
    public async Task TakeAsync(params MimeMessage[] messages)
    {
        await _server.DeliverAsync(_user, messages);
        await using var scope = Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReadMailbox>().RunAsync(Cancellation);
    }

    public async Task<Result<string>> TakeUpAsync(Guid incomingMail)
    {
        var office = await TestOffice.OpenAsync(Service.Services);
        await using var scope = Service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TakeUpMail>().RunAsync(incomingMail, office.Clerk, Cancellation);
    }

    public Task<List<IncomingMail>> NotesAsync() => Service.QueryAsync(db => db.Set<IncomingMail>().AsNoTracking().OrderBy(m => m.Uid).ToListAsync(Cancellation));

    public Task<List<Petition>> CasesAsync() => Service.QueryAsync(db => db.Set<Petition>().AsNoTracking().OrderBy(p => p.Number).ToListAsync(Cancellation));

    public Task<List<string>> FilesAsync() => Service.QueryAsync(db => db.Set<Attachment>().OrderBy(a => a.FileName).Select(a => a.FileName).ToListAsync(Cancellation));

    /// <summary>What lies on the disk, of a case or not.</summary>
    public int StoredFiles() => Directory.GetFiles(Directory.CreateDirectory(Path.Combine(Service.Root, "attachments")).FullName, "*", SearchOption.AllDirectories).Length;

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>A message as it stands on the wire.</summary>
    public static MimeMessage Raw(params string[] lines)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"));
        return MimeMessage.Load(stream, Cancellation);
    }

    public static MimeMessage Letter(string text, string subject = "来信", string from = "sender@example.org") => Letter(new TextPart("plain") { Text = text }, subject, from);

    public static MimeMessage Letter(MimeEntity body, string subject = "来信", string from = "sender@example.org") =>
        new([new MailboxAddress("来信人", from)], [new MailboxAddress("", "office@localhost")], subject, body) { MessageId = $"{Guid.NewGuid():n}@example.org" };

    public static MimeMessage WithFile(string text, string name, byte[] content, string type = "application/octet-stream", string subject = "来信")
    {
        var body = new BodyBuilder { TextBody = text };
        body.Attachments.Add(name, content, ContentType.Parse(type));
        return Letter(body.ToMessageBody(), subject);
    }
}
