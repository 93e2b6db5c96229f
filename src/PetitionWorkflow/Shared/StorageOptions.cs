namespace PetitionWorkflow.Shared;

/// <summary>Section <c>Storage</c>: where the service keeps its files.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder for database, attachments and mail; a relative path starts at the directory the program was started in.</summary>
    public string Root { get; set; } = "data";

    public string FullRoot => Path.GetFullPath(Root, Environment.CurrentDirectory);

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(FullRoot, name)).FullName;
}
