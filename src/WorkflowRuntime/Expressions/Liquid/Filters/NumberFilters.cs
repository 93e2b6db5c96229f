using System.Globalization;

namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Filters on numbers, in decimal arithmetic.</summary>
internal static class NumberFilters
{
    public static void AddTo(Dictionary<string, LiquidFilter> filters)
    {
        filters["plus"] = (x, a) => Compute(() => LiquidValues.ToNumber(x) + a.Number(0));
        filters["minus"] = (x, a) => Compute(() => LiquidValues.ToNumber(x) - a.Number(0));
        filters["times"] = (x, a) => Compute(() => LiquidValues.ToNumber(x) * a.Number(0));
        filters["divided_by"] = (x, a) => Compute(() => Divide(LiquidValues.ToNumber(x), a.Number(0)));
        filters["modulo"] = (x, a) => Compute(() => Modulo(LiquidValues.ToNumber(x), a.Number(0)));
        filters["abs"] = (x, _) => Math.Abs(LiquidValues.ToNumber(x));
        filters["ceil"] = (x, _) => decimal.Ceiling(LiquidValues.ToNumber(x));
        filters["floor"] = (x, _) => decimal.Floor(LiquidValues.ToNumber(x));
        filters["round"] = (x, a) => decimal.Round(LiquidValues.ToNumber(x), Math.Clamp(a.Integer(0), 0, 28), MidpointRounding.ToEven);
        filters["at_least"] = (x, a) => LiquidValues.ToNumber(x) >= a.Number(0) ? x : a.At(0);
        filters["at_most"] = (x, a) => LiquidValues.ToNumber(x) <= a.Number(0) ? x : a.At(0);
        filters["to_int"] = filters["to_integer"] = (x, _) => decimal.Truncate(LiquidValues.ToNumber(x));
        filters["format_number"] = (x, a) => LiquidValues.ToNumber(x).ToString(Format(a.Text(0, "G")), CultureOf(a.Text(1)));
    }

    // A whole divisor gives a whole number: 7 | divided_by: 2 is 3, by 2.0 it is 3.5.
    private static decimal Divide(decimal number, decimal divisor) => divisor.Scale == 0 ? decimal.Floor(number / divisor) : number / divisor;

    // Of whole numbers, whatever is given.
    private static decimal Modulo(decimal number, decimal divisor) => decimal.Round(number) % decimal.Round(divisor);

    // "N2" is a standard format; its number may ask for a billion digits.
    private static string Format(string format) =>
        format.Length > 3 && char.IsAsciiLetter(format[0]) && format.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? throw new LiquidException($"The format {format} asks for too many digits.") : format;

    private static decimal Compute(Func<decimal> compute)
    {
        try
        {
            return compute();
        }
        catch (DivideByZeroException)
        {
            throw new LiquidException("Divided by zero.");
        }
        catch (OverflowException)
        {
            throw new LiquidException("A number is too large.");
        }
    }

    internal static CultureInfo CultureOf(string name)
    {
        try
        {
            return name.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            throw new LiquidException($"There is no culture '{name}'.");
        }
    }
}
