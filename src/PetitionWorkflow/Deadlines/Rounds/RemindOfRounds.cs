using System.Globalization;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Rounds;

/// <summary>
/// Tells the clerks, once a working day, that no letter batch was recorded and which platforms nobody looked at (C22, C35). It remembers
/// nothing: day and reader are the mail's key in the outbox.
/// </summary>
public sealed class RemindOfRounds(UnitOfWorkRunner runner) : IRecurringWork
{
    public static string Name => "remind-of-rounds";

    public Task RunAsync(CancellationToken cancellation) => runner.RunAsync<RemindOfRoundsHandler, int>(h => h.HandleAsync(cancellation), cancellation);
}

public sealed class RemindOfRoundsHandler(UnitOfWork work, DailyRounds rounds, Outbox outbox, Substitutes substitutes, Texts texts, IOptions<MailOptions> options)
{
    /// <returns>How many mails were queued.</returns>
    public async Task<Result<int>> HandleAsync(CancellationToken cancellation)
    {
        var open = await rounds.DueAsync(cancellation);
        if (open.IsNothing)
        {
            return 0;
        }

        var queued = 0;
        var clerks = await substitutes.BesideAsync(await work.Db.StaffInRoleAsync(Roles.Clerk, cancellation), cancellation);
        foreach (var clerk in clerks.Where(c => !string.IsNullOrWhiteSpace(c.Email)))
        {
            queued += open.NoBatch && await QueueAsync("no-batch", "intake/letters", open.Day, clerk, "", cancellation) ? 1 : 0;
            queued += open.Unseen.Count > 0 && await QueueAsync("not-looked", "intake/platforms", open.Day, clerk, string.Join('、', open.Unseen), cancellation) ? 1 : 0;
        }

        return queued;
    }

    private Task<bool> QueueAsync(string kind, string page, DateOnly day, StaffMember clerk, string what, CancellationToken cancellation)
    {
        var (mine, link) = (texts.In(clerk.Language), options.Value.HomePage + page);
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var letter = new NoticeLetter(new NoticeText(mine[$"Notice.{kind}.Subject", date, what], mine[$"Notice.{kind}.Text", date, what]), link, mine, clerk.Language);
        return outbox.QueueAsync(letter.To($"{kind}:{day:yyyyMMdd}:{clerk.Id:n}", clerk.Email!) with { Kind = kind }, cancellation);
    }
}
