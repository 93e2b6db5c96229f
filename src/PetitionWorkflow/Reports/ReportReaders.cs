using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports;

/// <summary>Who does what with reports; the one rule of this room.</summary>
public static class ReportReaders
{
    extension(Viewer viewer)
    {
        /// <summary>Drafts, rankings and full figures are the office's, its leaders' and auditors'; a unit reads its copy of what was approved.</summary>
        public bool ReadsDrafts => viewer.SeesEveryCase;

        public bool WritesReports => viewer.Is(Roles.Clerk) || viewer.Is(Roles.Administrator);

        public bool ApprovesReports => viewer.Is(Roles.Leader);
    }
}
