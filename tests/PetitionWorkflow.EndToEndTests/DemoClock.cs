using System.Globalization;
using Microsoft.Playwright;
using PetitionWorkflow.Deadlines;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>The page on which an administrator moves the demo clock on, and the moments that a journey moves it to.</summary>
internal static class DemoClock
{
    /// <summary>Ten in the morning: what goes out on a day has gone out, what goes out on the next has not.</summary>
    public static readonly TimeOnly Morning = new(10, 0);

    /// <summary>The day on which the first card comes for a petition that nobody took up within the fifteen days from its receipt.</summary>
    public static DateOnly YellowCardOf(DateOnly received)
    {
        var due = OfficialYears.Calendar.WorkdayFrom(received.AddDays(15));
        return OfficialYears.Calendar.WorkdayFrom(due.AddDays(1));
    }

    /// <summary>The next day, from a day on, whose thirtieth day after it is a Saturday on which nobody works.</summary>
    public static DateOnly ThirtyDaysBeforeARestDay(DateOnly from)
    {
        while (from.AddDays(30) is var last && (last.DayOfWeek != DayOfWeek.Saturday || OfficialYears.Calendar.IsWorkday(last)))
        {
            from = from.AddDays(1);
        }

        return from;
    }

    /// <summary>Goes on to the morning of a day, whatever the hour is now.</summary>
    public static async Task MoveToMorningOfAsync(Browser browser, DateOnly day)
    {
        var admin = await browser.SignInAsync("admin", "/deadlines/clock");
        await MoveToMorningOfAsync(admin, day);
    }

    /// <summary>The same, on the page: to the hour first, so that all that falls due meanwhile does so in one step.</summary>
    public static async Task MoveToMorningOfAsync(IPage admin, DateOnly day)
    {
        var now = DateTime.ParseExact((await admin.InnerTextAsync("main .h2"))[..16], "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var (days, hours) = Math.DivRem((int)Math.Ceiling((day.ToDateTime(Morning) - now).TotalHours), 24);
        if (hours > 0)
        {
            // The buttons are for some steps only.
            await admin.EvalOnSelectorAsync("button[name=Hours]", "(button, hours) => button.value = hours", hours);
            await StepAsync(admin, "button[name=Hours]");
        }

        if (days > 0)
        {
            await admin.FillAsync("#Days", days.ToString(CultureInfo.InvariantCulture));
            await StepAsync(admin, "form.row button.btn-primary");
        }
    }

    private static async Task StepAsync(IPage admin, string button)
    {
        var before = await admin.InnerTextAsync("main .h2");
        await admin.ClickAsync(button);
        await admin.WaitForFunctionAsync("before => document.readyState === 'complete' && document.querySelector('main .h2').innerText !== before", before);
    }
}
