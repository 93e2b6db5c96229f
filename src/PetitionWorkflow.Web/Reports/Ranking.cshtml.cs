using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>One edition of the ranking of a quarter or a year. Every look at it computes it again from the stored inputs and says whether it is the same.</summary>
[Authorize(Policy = Policies.ReadRankings)]
public sealed class RankingModel(PetitionDbContext db, CurrentViewer current) : PageModel
{
    public UnitRanking Ranking { get; private set; } = null!;
    public RankingInputs Inputs { get; private set; } = null!;
    public RankingResult Result { get; private set; } = null!;
    public bool IsReproduced { get; private set; }

    public RankingFormula Formula => RankingFormula.Of(Ranking.FormulaVersion);

    /// <summary>The numbers of the cases that the reader may see; the others are counted, not named.</summary>
    public IReadOnlySet<string> Visible { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(ReportSpan span, int year, int number, int edition, CancellationToken cancellation)
    {
        var ranking = await db.Set<UnitRanking>().AsNoTracking()
            .SingleOrDefaultAsync(r => r.Span == span && r.Year == year && r.Number == number && r.Edition == edition, cancellation);
        if (ranking is null || !current.Require().ReadsDrafts)
        {
            return NotFound();
        }

        (Ranking, Inputs, Result, IsReproduced) = (ranking, ranking.Inputs, ranking.Result, ranking.IsReproduced(ranking.ComputeAgain()));
        var visible = new HashSet<string>(StringComparer.Ordinal);
        foreach (var numbers in Inputs.Units.SelectMany(u => u.Facts).Select(f => f.Case).Distinct().Chunk(500))
        {
            visible.UnionWith(await db.Set<Petition>().VisibleTo(current.Require()).Where(p => numbers.Contains(p.Number)).Select(p => p.Number).ToListAsync(cancellation));
        }

        Visible = visible;
        return Page();
    }
}
