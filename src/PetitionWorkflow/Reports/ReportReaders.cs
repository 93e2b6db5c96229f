using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports;

/// <summary>Who does what with reports; the one rule of this room.</summary>
public static class ReportReaders
{
    extension(Viewer viewer)
    {
        /// <summary>
        /// Drafts, rankings and full figures are the office's, its leaders' and auditors'; a unit reads its copy of what was approved. Who
        /// belongs to a unit reads as the unit, whatever else the person's roles are: the figures count accusations (Art. 30 ¶3).
        /// </summary>
        public bool ReadsDrafts => viewer.SeesEveryCase && viewer.UnitId is null;

        public bool WritesReports => viewer.ReadsDrafts && (viewer.Is(Roles.Clerk) || viewer.Is(Roles.Administrator));

        public bool ApprovesReports => viewer.ReadsDrafts && viewer.Is(Roles.Leader);
    }
}
