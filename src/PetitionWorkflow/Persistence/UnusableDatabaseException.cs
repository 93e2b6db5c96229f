namespace PetitionWorkflow.Persistence;

/// <summary>The database cannot be used, and why, in a sentence for whoever started the program. It was left as it is.</summary>
public sealed class UnusableDatabaseException(string message, Exception? cause = null) : Exception(message, cause);
