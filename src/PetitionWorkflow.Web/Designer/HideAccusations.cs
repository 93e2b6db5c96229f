using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Persistence.Workflows;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Routing.Flows;

namespace PetitionWorkflow.Web.Designer;

/// <summary>Art. 30 ¶3 for whoever administers: the flows of cases that accuse the reader are not there, neither in the designer nor in its API.</summary>
internal static class HideAccusations
{
    public static void UseHiddenAccusations(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (IsOfFlows(http.Request.Path) && Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var reader))
        {
            var accusing = await http.RequestServices.GetRequiredService<PetitionDbContext>().Set<BarredPerson>()
                .Where(b => b.PersonId == reader && b.Ground == BarGround.Accused).Select(b => b.PetitionId).ToListAsync(http.RequestAborted);
            http.RequestServices.GetRequiredService<HiddenInstances>().CorrelationIds = accusing.ConvertAll(CaseFlows.KeyOf);
        }

        await next(http);
    });

    private static bool IsOfFlows(PathString path) => path.StartsWithSegments("/designer") || path.StartsWithSegments("/elsa");
}
