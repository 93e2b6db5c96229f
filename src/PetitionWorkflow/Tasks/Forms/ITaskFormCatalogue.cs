namespace PetitionWorkflow.Tasks.Forms;

/// <summary>Where built-in forms come from, by task type. Several may be registered; the first that knows the type wins.</summary>
public interface ITaskFormCatalogue
{
    TaskForm? Find(string taskType);
}
