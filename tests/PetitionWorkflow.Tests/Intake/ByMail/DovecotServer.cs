using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>A real Dovecot on a loopback port, its mail in a folder of its own. It wants to be started by root, as in a container.</summary>
public sealed class DovecotServer : IAsyncLifetime
{
    public const string User = "petitions";
    public const string Password = "secret";

    private static readonly string? Program = new[] { "/usr/sbin/dovecot", "/usr/local/sbin/dovecot" }.FirstOrDefault(File.Exists);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private Process? _process;
    private string _root = "";

    public static bool IsAvailable => Program is not null && Environment.UserName == "root";

    public int Port { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (!IsAvailable || OperatingSystem.IsWindows())
        {
            return;
        }

        _root = Directory.CreateTempSubdirectory("petition-dovecot-").FullName;
        var home = Directory.CreateDirectory(Path.Combine(_root, "home")).FullName;
        File.SetUnixFileMode(_root, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(home, (UnixFileMode)0b111_111_111);
        var since = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            await StartAsync(home);
            while (!_process!.HasExited)
            {
                try
                {
                    using var client = await ConnectAsync();

                    // Another one that listens there would let the account in too, into a folder of its own.
                    if (Directory.Exists(Path.Combine(home, User)))
                    {
                        return;
                    }
                }
                catch (Exception) when (since.Elapsed < StartLimit)
                {
                    // Not listening yet: that is what is being waited for.
                }

                Assert.True(since.Elapsed < StartLimit, "It does not listen.");
                await Task.Delay(100);
            }

            // Somebody else was faster to listen on the port that was free: with another it may be well.
            Assert.True(attempt < 5, await _process.StandardError.ReadToEndAsync());
            _process.Dispose();
        }
    }

    /// <summary>Puts a message into an account's INBOX, as the world's mail would.</summary>
    public async Task DeliverAsync(string user, params MimeMessage[] messages)
    {
        using var client = await ConnectAsync(user);
        foreach (var message in messages)
        {
            await client.Inbox!.AppendAsync(new MailKit.AppendRequest(message));
        }
    }

    /// <summary>The same for very many or very large ones: files in the maildir's <c>new</c>, as a delivery agent writes them.</summary>
    public async Task DropAsync(string user, IEnumerable<MimeMessage> messages)
    {
        using (await ConnectAsync(user))
        {
            // Signing in has Dovecot make the account's folders, with its own owner.
        }

        var (folder, number) = (Path.Combine(_root, "home", user, "Maildir", "new"), 0);
        Directory.CreateDirectory(folder);
        foreach (var message in messages)
        {
            var path = Path.Combine(folder, $"{1_700_000_000 + ++number}.M{number:D6}.test");
            await message.WriteToAsync(path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
            }
        }
    }

    public async Task<int> CountAsync(string user)
    {
        using var client = await ConnectAsync(user);
        await client.Inbox!.OpenAsync(MailKit.FolderAccess.ReadOnly);
        return client.Inbox.Count;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            // Dovecot's master ends its own children when it is asked to stop.
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await _process.WaitForExitAsync();
            _process.Dispose();
            Directory.Delete(_root, recursive: true);
        }
    }

    private async Task StartAsync(string home)
    {
        Port = FreePort();
        var settings = Path.Combine(_root, "dovecot.conf");
        await File.WriteAllTextAsync(settings, Settings(home));
        _process = Process.Start(new ProcessStartInfo(Program!, ["-F", "-c", settings]) { RedirectStandardError = true })!;
    }

    private async Task<ImapClient> ConnectAsync(string user = User)
    {
        var client = new ImapClient { Timeout = 10_000 };
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(user, Password);
        return client;
    }

    private string Settings(string home) => $$"""
        protocols = imap
        base_dir = {{_root}}/run
        log_path = {{_root}}/log
        ssl = no
        disable_plaintext_auth = no
        listen = 127.0.0.1
        service imap-login {
          inet_listener imap {
            port = {{Port}}
          }
          inet_listener imaps {
            port = 0
          }
        }
        passdb {
          driver = static
          args = password={{Password}}
        }
        userdb {
          driver = static
          args = uid=nobody gid=nogroup home={{home}}/%u
        }
        mail_location = maildir:{{home}}/%u/Maildir
        first_valid_uid = 1
        first_valid_gid = 1
        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
