using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Staff.Rosters;

namespace PetitionWorkflow.UrgentReports;

/// <summary>The three sections that a report must have (C72).</summary>
public sealed record UrgentSections(string Facts, string Development, string Measures);

/// <summary>Writes reports and tells the leaders, within the caller's unit of work.</summary>
public sealed class UrgentReporter(UnitOfWork work, DocumentIssuer documents, CaseNotices notices, Roster roster)
{
    /// <summary>The first report of a case or the next follow-up.</summary>
    public async Task<Result<UrgentReport>> ReportAsync(Petition petition, string criterion, UrgentSections sections, ActContext act, CancellationToken cancellation)
    {
        var sequence = await work.Db.Set<UrgentReport>().Where(r => r.PetitionId == petition.Id).MaxAsync(r => (int?)r.Sequence, cancellation) ?? 0;
        var now = work.Time.UtcNow();
        var report = new UrgentReport
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            PetitionId = petition.Id,
            Sequence = sequence + 1,
            Criterion = criterion,
            FoundAt = sequence == 0 ? petition.UrgentSince ?? now : now,
            ReportedAt = now,
            ReportedById = act.ActorId,
            ReportedByName = act.ActorName,
            Facts = sections.Facts,
            Development = sections.Development,
            Measures = sections.Measures,
        };
        var document = await documents.IssueAsync(petition, new DocumentDraft(DocumentKinds.UrgentReport, await ValuesOfAsync(petition, report, cancellation)), act, cancellation);
        if (document.Refusal is { } incomplete)
        {
            return incomplete;
        }

        report.DocumentId = document.Value.Id;
        work.Db.Add(report);
        work.Raise(petition.Id, new UrgentReported(report.Sequence, criterion, (int)(report.ReportedAt - report.FoundAt).TotalSeconds), act);
        await TellLeadersAsync(petition, report, $"urgent-{report.Sequence}", cancellation);
        return report;
    }

    /// <summary>The sections that differ, by their place on the paper.</summary>
    public static IReadOnlyList<ChangedPart> ChangesOf(UrgentReport report, UrgentSections sections) =>
    [
        .. new[]
        {
            new ChangedPart("basicFacts", report.Facts, sections.Facts), new ChangedPart("development", report.Development, sections.Development),
            new ChangedPart("measures", report.Measures, sections.Measures),
        }.Where(part => part.Before != part.After),
    ];

    /// <summary>The report's next version, under its number.</summary>
    public async Task<Result<int>> CorrectAsync(Petition petition, UrgentReport report, UrgentSections sections, string reason, ActContext act, CancellationToken cancellation)
    {
        var changes = ChangesOf(report, sections);
        (report.Facts, report.Development, report.Measures) = (sections.Facts, sections.Development, sections.Measures);
        var document = await work.Db.Set<CaseDocument>().SingleAsync(d => d.Id == report.DocumentId, cancellation);
        var corrected = await documents.CorrectAsync(document, petition, new DocumentCorrection(await ValuesOfAsync(petition, report, cancellation), changes, reason, report.ReportedByName), act, cancellation);
        if (!corrected.IsRefused)
        {
            work.Raise(petition.Id, new UrgentReportCorrected(report.Sequence, corrected.Value), act);
            await TellLeadersAsync(petition, report, $"urgent-{report.Sequence}-v{corrected.Value}", cancellation);
        }

        return corrected;
    }

    /// <summary>A leader found it settled: no more follow-ups are due (C73).</summary>
    public async Task SettleAsync(Petition petition, ActContext act, CancellationToken cancellation)
    {
        var reports = await work.Db.Set<UrgentReport>().Where(r => r.PetitionId == petition.Id).ToListAsync(cancellation);
        foreach (var report in reports)
        {
            report.SettledAt ??= work.Time.UtcNow();
        }

        work.Raise(petition.Id, new UrgentSettled(reports.Count), act);
    }

    public async Task AcknowledgeAsync(Petition petition, CancellationToken cancellation)
    {
        foreach (var report in await work.Db.Set<UrgentReport>().Where(r => r.PetitionId == petition.Id && r.AcknowledgedAt == null).ToListAsync(cancellation))
        {
            report.AcknowledgedAt = work.Time.UtcNow();
        }
    }

    private async Task<Dictionary<string, string?>> ValuesOfAsync(Petition petition, UrgentReport report, CancellationToken cancellation) => new()
    {
        ["sequence"] = report.Sequence.ToString(CultureInfo.InvariantCulture),
        ["criterion"] = report.Criterion,
        ["foundAt"] = Moment(report.FoundAt),
        ["reportedAt"] = Moment(report.ReportedAt),
        ["reporter"] = report.ReportedByName,
        ["leaders"] = string.Join('、', (await work.Db.StaffInRoleAsync(Roles.Leader, cancellation)).Select(l => l.DisplayName)),
        ["peopleInvolved"] = petition.Petitioner.PeopleCount.ToString(CultureInfo.InvariantCulture),
        ["settled"] = report.SettledAt is null ? "no" : "yes",
        ["basicFacts"] = report.Facts,
        ["development"] = report.Development,
        ["measures"] = report.Measures,
    };

    private static string Moment(DateTime utc) => ChinaTime.ToLocal(utc).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Every leader, and whoever is on duty now (C12): the one who is there acts first.</summary>
    private async Task TellLeadersAsync(Petition petition, UrgentReport report, string occasion, CancellationToken cancellation)
    {
        var notice = new CaseNotice("urgent", petition.Id, petition.Number, occasion, Moment(report.FoundAt)) { IsUrgent = true };
        var told = (await work.Db.StaffInRoleAsync(Roles.Leader, cancellation)).Concat(await roster.OnDutyAsync(cancellation)).DistinctBy(s => s.Id);
        foreach (var leader in told)
        {
            if (leader.Email is { Length: > 0 } address && !petition.Accuses(leader.UnitId))
            {
                await notices.QueueAsync(notice, new Recipient(address, leader.Language), cancellation);
            }
        }
    }
}
