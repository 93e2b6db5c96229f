using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Documents;

public static class DocumentVisibility
{
    /// <summary>A paper addressed to one unit is for the office and that unit. Combine with the visibility of the case.</summary>
    public static IQueryable<CaseDocument> VisibleTo(this IQueryable<CaseDocument> documents, Viewer viewer)
    {
        var unit = viewer.UnitId;
        return viewer.SeesEveryCase ? documents : documents.Where(d => d.UnitId == null || d.UnitId == unit);
    }
}
