using Hangfire;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Rounds;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Web;

/// <summary>The timetable on one screen. Every line asks "what is due?"; a nudge after a commit usually comes first.</summary>
internal static class RecurringJobs
{
    public static void Schedule(IRecurringJobManager jobs)
    {
        jobs.Every<RunFlows>("*/10 * * * * *");
        jobs.Every<ClockSweep>("*/15 * * * * *");
        jobs.Every<RecomputeProvisional>("0 7 * * * *", atStart: false);
        jobs.Every<HandTasksOver>("10 * * * * *");
        jobs.Every<EndPauses>("15 */5 * * * *");
        jobs.Every<RemindOfRounds>("30 */5 * * * *", atStart: false);
        jobs.Every<ImportFiles>("*/20 * * * * *");
        jobs.Every<ReadMailbox>("20 * * * * *", atStart: false);
        jobs.Every<SendMail>("*/20 * * * * *");
        jobs.Every<DraftLastPeriods>("0 15 * * * *", atStart: false);
        jobs.Every<RemindOfReports>("45 */10 * * * *", atStart: false);
        jobs.Every<SweepAttachments>("0 40 3 * * *", atStart: false);
    }
}
