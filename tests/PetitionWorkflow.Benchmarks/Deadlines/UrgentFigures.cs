using System.Diagnostics;
using System.Net;
using PetitionWorkflow.Benchmarks.Service;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.Benchmarks.Deadlines;

/// <summary>The real program: from the click that flags a case urgent to the leader's mail in the server's hands.</summary>
internal static class UrgentFigures
{
    private const int Cases = 10;

    public static async Task MeasureAsync(Figures figures)
    {
        await using var server = await SmtpServerProcess.StartAsync(default);
        using var folder = new ProgramFolder(BuiltProgram.Folder)
            .With("Mail__Host", "127.0.0.1").With("Mail__Port", $"{server.Port}").With("Mail__Security", "None");
        var file = folder.Write("urgent.csv", PetitionFile.Create("U-", Cases, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2), seed: 1));
        await folder.RunAsync(default, "import", file);
        await using var program = await folder.ServeAsync(default);
        using var clerk = await WebSession.SignInAsync(program.Address, "clerk", DemoOffice.Password, default);
        var leader = DemoOffice.Accounts.Single(a => a.Role == Roles.Leader).Email;
        var seconds = new List<double>();
        foreach (var number in folder.Query("SELECT Number FROM Petitions ORDER BY Number")!.Select(row => (string)row[0]))
        {
            await clerk.GetAsync($"/cases/{number}", default);
            var watch = Stopwatch.StartNew();
            using var answer = await clerk.PostAsync($"/cases/{number}?handler=Urgent", [new("Criterion", UrgentCriteria.MassIncident)], default);
            if (answer.StatusCode != HttpStatusCode.Redirect)
            {
                throw new InvalidOperationException($"{number} could not be flagged: {answer.StatusCode}");
            }

            while (true)
            {
                var mail = await server.NextMessageAsync(default);
                if (mail.Priority == MimeKit.MessagePriority.Urgent && mail.To.Mailboxes.Any(to => to.Address == leader) && mail.Subject?.Contains(number, StringComparison.Ordinal) == true)
                {
                    break;
                }
            }

            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        figures.Set("urgentMailSeconds", Measured.Median(seconds));
        figures.Set("urgentMailSlowestSeconds", seconds.Max());
    }
}
