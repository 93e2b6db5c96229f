using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

/// <summary>By its Message-ID a mail is known again when it comes back: nobody else may know it.</summary>
public sealed class FingerprintTests
{
    private const string Reader = "unit@example.org";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Day and address of a digest are no secret.</summary>
    [Fact]
    public async Task ADigestsFingerprint_CannotBeWorkedOut()
    {
        var prints = new HashSet<string?>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var service = await ServiceUnderTest.StartAsync();
            await QueueAsync(service, "a", isHeld: true);
            await QueueAsync(service, "b", isHeld: true);
            await service.DoAsync<BundleMail, int>(bundle => bundle.HandleAsync(Reader, new DateOnly(2026, 3, 2), again: false, Cancellation));
            await SendAsync(service);
            var digest = await service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.Kind == "digest", Cancellation));
            Assert.Equal((MailState.Sent, $"digest:20260302:{Reader}"), (digest.State, digest.DedupKey));
            Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digest.DedupKey)))[..40], digest.Fingerprint);
            Assert.True(prints.Add(digest.Fingerprint));
        }
    }

    [Fact]
    public async Task AMail_HasOneMessageId_BeforeAndAfterEachAttempt_AndOneSentBeforeKeepsItsOwn()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await QueueAsync(service, "a");
        await QueueAsync(service, "b");
        var old = new string('0', 40);
        await service.QueryAsync(db => db.Set<OutgoingMail>().Where(m => m.DedupKey == "b").ExecuteUpdateAsync(m => m.SetProperty(x => x.Fingerprint, old), Cancellation));
        var before = await IdsAsync(service);

        await SendAsync(service);
        await SendAsync(service);

        Assert.Equal(before, await IdsAsync(service));
        Assert.Equal($"{old}@localhost", before[1]);
        Assert.Equal(
            before.Select(id => id.Split('@')[0]).Order(),
            Directory.GetFiles(Path.Combine(service.Root, "mail"), "*.eml").Select(file => Path.GetFileNameWithoutExtension(file)).Order());
    }

    private static async Task<List<string>> IdsAsync(ServiceUnderTest service)
    {
        var factory = service.Services.GetRequiredService<MailMessageFactory>();
        var mails = await service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().OrderBy(m => m.DedupKey).ToListAsync(Cancellation));
        return [.. mails.Select(mail => factory.Create(mail).MessageId!)];
    }

    private static Task<bool> QueueAsync(ServiceUnderTest service, string key, bool isHeld = false) => service.DoAsync<Outbox, bool>(async outbox =>
        await outbox.QueueAsync(new MailDraft(key, Reader, "催办：XF-2026-000001", "请登录系统查看。") { IsHeld = isHeld }, Cancellation));

    private static async Task SendAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(Cancellation);
    }
}
