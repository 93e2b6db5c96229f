using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Web.Public;

/// <summary>The way of a petition, drawn from the definition that is published now, never from a picture of an older one (C09).</summary>
public sealed class FlowModel(IPublishedFlows flows) : PublicPageModel
{
    public IReadOnlyList<CaseFlow> Flows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Flows =
    [
        .. new[] { await flows.OfAsync(CaseKind.Petition, cancellation), await flows.OfAsync(CaseKind.Review, cancellation) }.OfType<CaseFlow>(),
    ];
}
