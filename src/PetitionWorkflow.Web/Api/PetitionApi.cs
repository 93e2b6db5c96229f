using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Api;

/// <summary>Petitions in and out. Every read is what the key's role and unit may see, every write is a use case of the pages.</summary>
internal static class PetitionApi
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/petitions", RegisterAsync).RequireAuthorization(Policies.RegisterPetitions)
            .WithName("RegisterPetition").WithSummary("Registers a petition; its flow starts in the same transaction.")
            .Produces<PetitionReceipt>(StatusCodes.Status201Created).ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/petitions", ListAsync).WithName("ListPetitions").WithSummary("Lists the petitions that the key may see, the latest first.")
            .Produces<Listing<PetitionLine>>();
        api.MapGet("/petitions/{number}", FindAsync).WithName("GetPetition").WithSummary("One petition.").Produces<PetitionOut>().ProducesProblem(404);
        api.MapGet("/petitions/{number}/status", StatusAsync).WithName("GetPetitionStatus").WithSummary("Where a petition stands.")
            .Produces<PetitionStatus>().ProducesProblem(404);
    }

    private static async Task<IResult> RegisterAsync(
        PetitionIn petition, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var command = new RegisterPetition(petition.ToEntry(time.UtcNow(), viewer.DisplayName), viewer.Act()) { Id = petition.Id, UrgentCriterion = petition.UrgentCriterion };
        var done = await runner.RunAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, cancellation), cancellation);
        return done.Refusal is { } refusal
            ? refusal.ToProblem(texts)
            : Results.Created($"/api/petitions/{done.Value.Number}", new PetitionReceipt(done.Value.Id, done.Value.Number, done.Value.QueryCode));
    }

    private static async Task<IResult> ListAsync(
        CaseList cases, CurrentViewer current, CancellationToken cancellation, CaseStage? stage = null, bool? open = null, DateOnly? from = null, DateOnly? to = null, int page = 1)
    {
        var query = new CaseListQuery { Stage = stage, Open = open, From = from, To = to, Page = Math.Max(1, page), PageSize = PageSize };
        var found = await cases.ReadAsync(query, current.Require(), cancellation);
        var lines = found.Rows.Select(r => new PetitionLine(
            r.Number, r.Subject, r.Channel.ToString(), r.Stage.ToString(), r.Outcome?.ToString(), r.IsUrgent, r.ReceivedAt, r.LeadUnitName));
        return Results.Ok(new Listing<PetitionLine>([.. lines], found.Total, query.Page));
    }

    private static async Task<IResult> FindAsync(string number, CaseReader cases, ViewingLog viewings, CurrentViewer current, Texts texts, CancellationToken cancellation)
    {
        if (await cases.FindAsync(number, current.Require(), cancellation) is not { } found)
        {
            return new Refusal("case-not-found").ToProblem(texts);
        }

        viewings.Note(current.Require(), found, ViewingKind.Api);
        return Results.Ok(PetitionOut.Of(found));
    }

    private static async Task<IResult> StatusAsync(string number, CaseReader cases, ViewingLog viewings, CurrentViewer current, Texts texts, CancellationToken cancellation)
    {
        if (await cases.FindAsync(number, current.Require(), cancellation) is not { } found)
        {
            return new Refusal("case-not-found").ToProblem(texts);
        }

        viewings.Note(current.Require(), found.Id, ViewingKind.Api, PersonalFields.None);
        return Results.Ok(PetitionStatus.Of(found));
    }
}
