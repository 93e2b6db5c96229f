using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

public enum CaseSort
{
    Received = 1,
    Number = 2,
    Stage = 3,
    Subject = 4,
    Channel = 5,
}

/// <summary>The case list's filters; what is null does not filter.</summary>
public sealed record CaseListQuery
{
    public CaseStage? Stage { get; init; }

    /// <summary>True: every stage but the archive; false: the archive; ignored when a stage is given.</summary>
    public bool? Open { get; init; }

    public Channel? Channel { get; init; }
    public CaseKind? Kind { get; init; }
    public Importance? Importance { get; init; }

    /// <summary>Lead unit, or a unit with an assignment.</summary>
    public Guid? UnitId { get; init; }

    public bool UrgentOnly { get; init; }

    /// <summary>Part of number, subject, statement, place or the petitioner's name or telephone number.</summary>
    public string? Text { get; init; }

    /// <summary>Received on this legal day or later.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Received on this legal day or earlier.</summary>
    public DateOnly? To { get; init; }

    public CaseSort Sort { get; init; } = CaseSort.Received;
    public bool Descending { get; init; } = true;
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 25;
}

public sealed record CaseRow(
    Guid Id, string Number, CaseKind Kind, Channel Channel, string? SubChannel, string Subject, string? PetitionerName, bool IsAnonymous,
    DateTime ReceivedAt, CaseStage Stage, CaseOutcome? Outcome, Importance Importance, bool IsUrgent, string? LeadUnitName)
{
    /// <summary>重複信訪</summary>
    public bool IsRepeat { get; init; }
}

/// <param name="ByStage">How many cases each stage holds under the other filters.</param>
public sealed record CaseListPage(IReadOnlyList<CaseRow> Rows, int Total, IReadOnlyDictionary<CaseStage, int> ByStage);

/// <summary>Reads cases for lists, always within what the viewer may see.</summary>
public sealed class CaseList(PetitionDbContext db)
{
    public async Task<CaseListPage> ReadAsync(CaseListQuery query, Viewer viewer, CancellationToken cancellation)
    {
        var everyStage = Filtered(query, viewer);
        var byStage = await everyStage.GroupBy(p => p.Stage).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var total = byStage.Where(g => IsWanted(query, g.Key)).Sum(g => g.Value);

        var page = Sorted(OfStage(everyStage, query), query).Skip((Math.Max(1, query.Page) - 1) * query.PageSize).Take(query.PageSize);
        var rows = from petition in page
                   join unit in db.Set<Unit>() on petition.LeadUnitId equals unit.Id into units
                   from unit in units.DefaultIfEmpty()
                   select new CaseRow(
                       petition.Id, petition.Number, petition.Kind, petition.Channel, petition.SubChannel, petition.Subject,
                       petition.Petitioner.Name, petition.Petitioner.IsAnonymous, petition.ReceivedAt, petition.Stage, petition.Outcome,
                       petition.Importance, petition.IsUrgent, unit == null ? null : unit.Name) { IsRepeat = petition.IsRepeat };
        return new CaseListPage(await rows.ToListAsync(cancellation), total, byStage);
    }

    private IQueryable<Petition> Filtered(CaseListQuery query, Viewer viewer)
    {
        var cases = db.Set<Petition>().AsNoTracking().VisibleTo(viewer);
        cases = query.Channel is { } channel ? cases.Where(p => p.Channel == channel) : cases;
        cases = query.Kind is { } kind ? cases.Where(p => p.Kind == kind) : cases;
        cases = query.Importance is { } importance ? cases.Where(p => p.Importance == importance) : cases;
        cases = query.UrgentOnly ? cases.Where(p => p.IsUrgent) : cases;
        cases = query.UnitId is { } unit ? cases.Where(p => p.LeadUnitId == unit || p.Assignments.Any(a => a.UnitId == unit)) : cases;
        cases = query.From is { } from ? cases.Where(p => p.ReceivedAt >= ChinaTime.ToUtc(from, TimeOnly.MinValue)) : cases;
        cases = query.To is { } to && to < DateOnly.MaxValue ? cases.Where(p => p.ReceivedAt < ChinaTime.EndOf(to)) : cases;
        return string.IsNullOrWhiteSpace(query.Text) ? cases : WithText(cases, query.Text.Trim());
    }

    /// <summary>Every word must occur somewhere; what has a meaning in a pattern is taken literally.</summary>
    private static IQueryable<Petition> WithText(IQueryable<Petition> cases, string text)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            var like = "%" + word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            cases = cases.Where(p => EF.Functions.Like(p.Number, like, "\\") || EF.Functions.Like(p.Subject, like, "\\")
                || EF.Functions.Like(p.Text, like, "\\") || EF.Functions.Like(p.Place!, like, "\\")
                || EF.Functions.Like(p.Petitioner.Name!, like, "\\") || EF.Functions.Like(p.Petitioner.Phone!, like, "\\"));
        }

        return cases;
    }

    private static bool IsWanted(CaseListQuery query, CaseStage stage) =>
        query.Stage is { } wanted ? stage == wanted : query.Open is not { } open || open == (stage != CaseStage.Archived);

    private static IQueryable<Petition> OfStage(IQueryable<Petition> cases, CaseListQuery query) =>
        query.Stage is { } stage ? cases.Where(p => p.Stage == stage)
        : query.Open is { } open ? cases.Where(p => open == (p.Stage != CaseStage.Archived))
        : cases;

    private static IQueryable<Petition> Sorted(IQueryable<Petition> cases, CaseListQuery query) => query.Sort switch
    {
        CaseSort.Received => By(cases, p => p.ReceivedAt, query.Descending),
        CaseSort.Number => By(cases, p => p.Number, query.Descending),
        CaseSort.Stage => By(cases, p => p.Stage, query.Descending),
        CaseSort.Subject => By(cases, p => p.Subject, query.Descending),
        CaseSort.Channel => By(cases, p => p.Channel, query.Descending),
        _ => throw new ArgumentOutOfRangeException(nameof(query), query.Sort, null),
    };

    private static IOrderedQueryable<Petition> By<TKey>(
        IQueryable<Petition> cases,
        System.Linq.Expressions.Expression<Func<Petition, TKey>> key,
        bool descending) =>
        descending ? cases.OrderByDescending(key).ThenByDescending(p => p.Id) : cases.OrderBy(key).ThenBy(p => p.Id);
}
