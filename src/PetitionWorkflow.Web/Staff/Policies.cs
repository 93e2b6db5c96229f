using Microsoft.AspNetCore.Authorization;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Staff;

/// <summary>
/// What a person may do, by name. Pages carry <c>[Authorize(Policy = Policies.X)]</c>, never a role. Which cases a person sees
/// is decided per row by the rooms' queries (Viewer), not here.
/// </summary>
public static class Policies
{
    public const string SignedIn = "signed-in";

    /// <summary>Register petitions from any channel and import them.</summary>
    public const string RegisterPetitions = "register-petitions";

    /// <summary>Open the inbox; claim, complete and delegate tasks.</summary>
    public const string WorkOnTasks = "work-on-tasks";

    /// <summary>Look at cases, each within what the person's row-level rule shows.</summary>
    public const string ReadCases = "read-cases";

    public const string WatchMail = "watch-mail";

    /// <summary>See who has looked at a case.</summary>
    public const string AuditViewings = "audit-viewings";

    /// <summary>Decide whether somebody is recused from a case.</summary>
    public const string DecideRecusals = "decide-recusals";

    /// <summary>The duty roster and the training log of the office.</summary>
    public const string ReadRoster = "read-roster";

    /// <summary>Month reports; drafts and full figures are the office's, by the room's own rule.</summary>
    public const string ReadReports = "read-reports";

    public const string ReadRankings = "read-rankings";

    /// <summary>Ask petitioners after the case; who sets how many are asked reads the list too.</summary>
    public const string ReturnVisits = "return-visits";

    /// <summary>Staff, calendar, designer, jobs, the demo clock.</summary>
    public const string Administer = "administer";

    internal static void AddTo(AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        Allow(RegisterPetitions, Roles.Administrator, Roles.Clerk);
        Allow(WorkOnTasks, Roles.Administrator, Roles.Clerk, Roles.Leader, Roles.UnitHead, Roles.Handler);
        Allow(ReadCases, [.. Roles.All]);
        Allow(WatchMail, Roles.Administrator, Roles.Clerk, Roles.Auditor);
        Allow(ReadReports, [.. Roles.All]);
        Allow(ReadRankings, Roles.Administrator, Roles.Clerk, Roles.Leader, Roles.Auditor);
        Allow(DecideRecusals, Roles.Administrator, Roles.Leader);
        Allow(ReadRoster, Roles.Administrator, Roles.Clerk, Roles.Leader, Roles.Auditor);
        Allow(AuditViewings, Roles.Administrator, Roles.Leader, Roles.Auditor);
        Allow(ReturnVisits, Roles.Administrator, Roles.Clerk, Roles.Leader);
        Allow(Administer, Roles.Administrator);

        // A page that names no policy is still for staff only; what is public says so ([AllowAnonymous]).
        options.FallbackPolicy = options.GetPolicy(SignedIn);

        void Allow(string name, params string[] roles) => options.AddPolicy(name, policy => policy.RequireRole(roles));
    }
}
