namespace WorkflowRuntime.Expressions.Liquid;

/// <summary>Filters on any value: default, json, and the dates.</summary>
internal static class OtherFilters
{
    public static void AddTo(Dictionary<string, LiquidFilter> filters)
    {
        filters["default"] = Default;
        filters["json"] = (x, _) => ValueJson.WritePlain(LiquidValues.ToPlain(x));
        filters["date"] = (x, a) => LiquidDates.TryGet(x, a.Context.Time, out var moment) ? LiquidDates.Format(moment, a.Text(0)) : null;
        filters["format_date"] = (x, a) => LiquidDates.TryGet(x, a.Context.Time, out var moment)
            ? moment.ToString(a.Text(0, "u"), NumberFilters.CultureOf(a.Text(1))) : null;
        filters["time_zone"] = InZone;
    }

    private static object? Default(object? input, FilterArguments arguments)
    {
        if (input is false && LiquidValues.IsTrue(arguments.Named("allow_false")))
            return input;
        return input is null or false || LiquidEmpty.Empty.Matches(input) || LiquidMembers.TryGetDictionary(input, out _) ? arguments.At(0) : input;
    }

    private static object? InZone(object? input, FilterArguments arguments)
    {
        if (!LiquidDates.TryGet(input, arguments.Context.Time, out var moment))
            return input;
        var name = arguments.Text(0);
        if (name.Length == 0 || name == "local")
            return moment;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? TimeZoneInfo.ConvertTime(moment, zone)
            : throw new LiquidException($"There is no time zone '{name}'.");
    }
}
