using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

/// <summary>Moves a case along. The only place that writes its stage.</summary>
public static class CaseProgress
{
    /// <summary>Nothing happens when it stands there already, so that going round a loop leaves one line per change.</summary>
    public static void MoveTo(this UnitOfWork work, Petition petition, CaseStage stage, ActContext act)
    {
        if (petition.Stage == stage)
        {
            return;
        }

        work.Raise(petition.Id, new StageChanged(petition.Stage, stage), act);
        petition.Stage = stage;
    }
}
