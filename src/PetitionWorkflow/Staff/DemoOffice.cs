namespace PetitionWorkflow.Staff;

/// <summary>
/// The office that a demo starts with: one handling unit for each first-level class of the official classification of petition
/// matters, a district with a sub-district under it, and accounts named by what they do. Seeded only when <c>Demo:Enabled</c>; the sign-in page lists the accounts then.
/// </summary>
public static class DemoOffice
{
    /// <summary>One password for every demo account; the README names it.</summary>
    public const string Password = "Demo-2026-office";

    public static readonly IReadOnlyList<DemoUnit> Units =
    [
        new("housing", "城乡建设", "住房和城乡建设局"),
        new("land", "国土资源", "自然资源和规划局"),
        new("transport", "交通运输", "交通运输局"),
        new("environment", "环境保护", "生态环境局"),
        new("labour", "劳动和社会保障", "人力资源和社会保障局"),
        new("education", "教育文体", "教育局"),
        new("health", "卫生计生", "卫生健康委员会"),
        new("civil-affairs", "民政", "民政局"),
        new("agriculture", "农村农业", "农业农村局"),
        new("public-security", "政法", "公安局"),
        new("commerce", "商贸旅游", "商务局"),
        new("industry", "科技与信息产业", "工业和信息化局"),
        new("economy", "经济管理", "发展和改革委员会"),
        new("discipline", "纪检监察", "纪委监委"),
        new("government-affairs", "党务政务", "政务服务管理局"),
        new("district", null, "区人民政府") { Level = GovernmentLevel.District },
        new("subdistrict", null, "街道办事处") { Level = GovernmentLevel.Street, Parent = "district" },
    ];

    public static readonly IReadOnlyList<DemoAccount> Accounts =
    [
        new("admin", "系统管理员", Roles.Administrator),
        new("clerk", "信访工作人员（一）", Roles.Clerk),
        new("clerk2", "信访工作人员（二）", Roles.Clerk),
        new("leader", "市政府办领导", Roles.Leader),
        new("auditor", "监督检查员", Roles.Auditor),
        new("housing.head", "住建局负责人", Roles.UnitHead, "housing"),
        new("housing.handler", "住建局承办人", Roles.Handler, "housing"),
        new("transport.head", "交通局负责人", Roles.UnitHead, "transport"),
        new("transport.handler", "交通局承办人", Roles.Handler, "transport"),
        new("environment.head", "生态环境局负责人", Roles.UnitHead, "environment"),
        new("environment.handler", "生态环境局承办人", Roles.Handler, "environment"),
        new("labour.head", "人社局负责人", Roles.UnitHead, "labour"),
        new("labour.handler", "人社局承办人", Roles.Handler, "labour"),
        new("education.head", "教育局负责人", Roles.UnitHead, "education"),
        new("education.handler", "教育局承办人", Roles.Handler, "education"),
        new("subdistrict.head", "街道办负责人", Roles.UnitHead, "subdistrict"),
        new("subdistrict.handler", "街道办承办人", Roles.Handler, "subdistrict"),
    ];
}

/// <summary>A handling unit of the demo.</summary>
/// <param name="Code">What decision tables and flows call it.</param>
/// <param name="Matter">The first-level class of matters that goes to it; null for one that takes what its place asks for.</param>
/// <param name="Name">Official name, without a place.</param>
public sealed record DemoUnit(string Code, string? Matter, string Name)
{
    public GovernmentLevel Level { get; init; } = GovernmentLevel.City;

    /// <summary>Code of the unit that it stands under; listed before it.</summary>
    public string? Parent { get; init; }

    /// <summary>A domain reserved for examples: no demo reaches a real mailbox.</summary>
    public string Email => $"{Code}@units.example";
}

/// <summary>An account of the demo.</summary>
public sealed record DemoAccount(string UserName, string DisplayName, string Role, string? UnitCode = null)
{
    public string Email => $"{UserName}@office.example";
}
