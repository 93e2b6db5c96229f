namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>Definitions name a driver or a strategy by its short name, or with one assembly or another. Studio finds it only as its list has it, letter by letter.</summary>
internal static class ListedNames
{
    /// <summary>The listed spelling of a name; what is not listed stays as it is written, and nothing stays nothing.</summary>
    public static string? Of(string? written, IEnumerable<string> listed) =>
        string.IsNullOrEmpty(written) ? null : listed.FirstOrDefault(name => Short(name) == Short(written)) ?? written;

    private static string Short(string typeName)
    {
        var name = typeName.Split(',')[0].Trim();
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
