using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Deadlines;

/// <summary>辦公時間: when the office is open on a working day (China). A clock of office hours counts this time alone.</summary>
/// <param name="Spans">In the order of the day, none touching the next.</param>
public sealed record OfficeHours(IReadOnlyList<OfficeSpan> Spans)
{
    public const string Setting = "office-hours";
    public const int MaxSpans = 3;

    /// <summary>Until an administrator says otherwise.</summary>
    public static readonly OfficeHours Default = new([new(new TimeOnly(9, 0), new TimeOnly(12, 0)), new(new TimeOnly(13, 30), new TimeOnly(17, 30))]);

    public bool IsSound => Spans.Count is > 0 and <= MaxSpans && Spans.All(s => s.From < s.Until) && Spans.Zip(Spans.Skip(1)).All(pair => pair.First.Until < pair.Second.From);

    /// <summary>As it is kept and shown: <c>09:00-12:00, 13:30-17:30</c>.</summary>
    public override string ToString() => string.Join(", ", Spans);

    public static async Task<OfficeHours> ReadAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var value = await db.Set<ServiceSetting>().Where(s => s.Name == Setting).Select(s => s.Value).SingleOrDefaultAsync(cancellation);
        return value is null ? Default : new OfficeHours([.. value.Split(", ").Select(OfficeSpan.Parse)]);
    }
}

/// <summary>One stretch of an office day.</summary>
public sealed record OfficeSpan(TimeOnly From, TimeOnly Until)
{
    private const string Format = "HH:mm";

    public override string ToString() => $"{From.ToString(Format, CultureInfo.InvariantCulture)}-{Until.ToString(Format, CultureInfo.InvariantCulture)}";

    internal static OfficeSpan Parse(string text)
    {
        var parts = text.Split('-');
        return new OfficeSpan(TimeOnly.ParseExact(parts[0], Format, CultureInfo.InvariantCulture), TimeOnly.ParseExact(parts[1], Format, CultureInfo.InvariantCulture));
    }
}
