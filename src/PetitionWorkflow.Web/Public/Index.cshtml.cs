namespace PetitionWorkflow.Web.Public;

/// <summary>The office's door on the net.</summary>
public sealed class IndexModel : PublicPageModel;
