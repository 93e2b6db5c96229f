using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reviews;

/// <summary>Who is given the review's task is its reviewer from then on: should the opinion come back, it comes back to that person.</summary>
internal sealed class ReviewerOfTheTask(UnitOfWork work) : ICaseEventHandler<TaskDelegated>
{
    public async Task HandleAsync(Guid petitionId, TaskDelegated happened, ActContext act, CancellationToken cancellation)
    {
        if (happened.TaskType == Recusal.ReviewTask && await work.Db.FindAsync<ReviewRequest>([petitionId], cancellation) is { } review && review.ReviewerId != happened.ToUserId)
        {
            review.ReviewerId = happened.ToUserId;
            work.Raise(petitionId, new ReviewerAppointed(happened.ToUserId, happened.ToName), act);
        }
    }
}
