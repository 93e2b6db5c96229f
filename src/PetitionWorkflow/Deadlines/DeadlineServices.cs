using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Deadlines.Cards;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Deadlines.Rounds;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.UrgentReports;

namespace PetitionWorkflow.Deadlines;

public static class DeadlineServices
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddSingleton(ClockCatalogue.Shipped);
        services.AddScoped<ClockCatalogues>();
        services.AddScoped<ClockRuleChecks>();
        services.AddScoped<ClockRulePreview>();
        services.AddScoped<PublishClockRuleHandler>();
        services.AddScoped<CaseProfiles>();
        services.AddScoped<ProfileTablePreview>();
        services.AddScoped<PublishProfileTableHandler>();
        services.AddScoped<Calendars>();
        services.AddScoped<ClockDerivation>();
        services.AddScoped<OpenClocks>();
        services.AddScoped<ClockEnding>();
        services.AddScoped<ClockRecount>();
        services.AddScoped<Audiences>();
        services.AddScoped<ClockTrace>();
        services.AddScoped<ClockReader>();
        services.AddScoped<StartClockHandler>();
        services.AddScoped<SetOfficeHoursHandler>();
        services.AddScoped<StopClockHandler>();
        services.AddScoped<StopByRule>();
        services.AddScoped<ExtendClockHandler>();
        services.AddScoped<PauseClockHandler>();
        services.AddScoped<ResumeClockHandler>();
        services.AddScoped<RecomputeProvisionalHandler>();
        services.AddScoped<ImportCalendarYearHandler>();
        services.AddScoped<ClimbLadder>();
        services.AddScoped<ClockSweep>();
        services.AddScoped<ReminderDigests>();
        services.AddScoped<RecomputeProvisional>();
        services.AddScoped<DailyRounds>();
        services.AddScoped<PromisedDays>();
        services.AddScoped<RemindOfRounds>();
        services.AddScoped<RemindOfRoundsHandler>();
        services.AddScoped<IStartupSeed, RecomputeProvisional>();
        return services.AddStarts().AddCards();
    }

    /// <summary>What happens to cases starts their clocks and ends them.</summary>
    private static IServiceCollection AddStarts(this IServiceCollection services)
    {
        services.AddScoped<ICaseEventHandler<ContactRecorded>, EntriesOfUnits>();
        services.AddScoped<ICaseEventHandler<ProgressRecorded>, EntriesOfUnits>();
        services.AddScoped<ICaseEventHandler<PetitionClosed>, EndClocksOfClosedCase>();
        services.AddScoped<NoticeClocks>();
        services.AddScoped<ICaseEventHandler<PetitionRegistered>, NoticeClocks>();
        services.AddScoped<ICaseEventHandler<RegisterChanged>, NoticeClocks>();
        services.AddScoped<ICaseEventHandler<InstructionGiven>, UrgentClocks>();
        services.AddScoped<ICaseEventHandler<UrgentSettled>, UrgentClocks>();
        services.AddScoped<PapersOfClocks>();
        services.AddScoped<ICaseEventHandler<DocumentIssued>, PapersOfClocks>();
        services.AddScoped<ICaseEventHandler<ResultPublished>, PublicationClocks>();
        services.AddScoped<ICaseEventHandler<ResultTakenDown>, PublicationClocks>();
        services.AddScoped<ICaseEventHandler<DutyGiven>, DutyClocks>();
        services.AddScoped<ICaseEventHandler<DutyDone>, DutyClocks>();
        services.AddScoped<ICaseEventHandler<DutyWaived>, DutyClocks>();
        services.AddScoped<ICaseEventHandler<PetitionerWrote>, TellOfMaterial>();
        return services;
    }

    /// <summary>What people say to clocks: cards and pauses.</summary>
    private static IServiceCollection AddCards(this IServiceCollection services)
    {
        services.AddScoped<PausableClocks>();
        services.AddScoped<PauseLedger>();
        services.AddScoped<AskForPauseHandler>();
        services.AddScoped<DecideOnPauseHandler>();
        services.AddScoped<EndPauseHandler>();
        services.AddScoped<EndPauses>();
        services.AddScoped<CardLedger>();
        services.AddScoped<ReplyToCardHandler>();
        services.AddScoped<DecideOnCardHandler>();
        services.AddScoped<ICaseEventHandler<PetitionClosed>, EndPausesOfClosedCase>();
        return services;
    }
}
