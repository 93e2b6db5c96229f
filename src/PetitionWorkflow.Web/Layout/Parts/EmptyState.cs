namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>The model of <c>&lt;partial name="_Empty" model="…"/&gt;</c>: what is missing and, when there is one, the way out.</summary>
/// <param name="Title">Already in the reader's language.</param>
/// <param name="Icon">The name of a Tabler icon, without <c>ti-</c>.</param>
public sealed record EmptyState(string Title, string? Hint = null, string Icon = "folder-open")
{
    public (string Path, string Text)? Action { get; init; }
}
