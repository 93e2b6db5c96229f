namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>Where a list stands: the model of <c>&lt;partial name="_Pager" model="…"/&gt;</c>. Pages count from 1.</summary>
public sealed record Paging(int Page, int PageSize, int Total)
{
    public int LastPage => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public int First => Total == 0 ? 0 : ((Page - 1) * PageSize) + 1;
    public int Last => Math.Min(Page * PageSize, Total);

    /// <summary>The pages worth a link: the first, the last and two to each side; 0 stands for a gap.</summary>
    public IEnumerable<int> Links()
    {
        var previous = 0;
        for (var page = 1; page <= LastPage; page++)
        {
            if (page != 1 && page != LastPage && Math.Abs(page - Page) > 2)
            {
                continue;
            }

            if (page - previous > 1)
            {
                yield return 0;
            }

            yield return previous = page;
        }
    }
}
