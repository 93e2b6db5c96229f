namespace PetitionWorkflow.Staff;

/// <summary>The roles of D8. Pages ask policies, never these strings.</summary>
public static class Roles
{
    public const string Administrator = "Administrator";

    /// <summary>信訪工作人員 / 接待人員</summary>
    public const string Clerk = "Clerk";

    /// <summary>市政府辦領導</summary>
    public const string Leader = "Leader";

    /// <summary>承辦單位負責人</summary>
    public const string UnitHead = "UnitHead";

    /// <summary>承辦責任人</summary>
    public const string Handler = "Handler";

    public const string Auditor = "Auditor";

    public static readonly IReadOnlyList<string> All = [Administrator, Clerk, Leader, UnitHead, Handler, Auditor];
}
