using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Petitions;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Api;

/// <summary>Files of a petition, in and out. A file is taken by what it is, not by what it is called, as on the pages.</summary>
internal static class AttachmentApi
{
    private const string Route = "/petitions/{number}/attachments";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Route, ListAsync).RequireAuthorization(Policies.ReadCases).WithName("ListAttachments").WithSummary("The files of a petition.")
            .Produces<IReadOnlyList<AttachmentOut>>().ProducesProblem(404);
        api.MapGet(Route + "/{id:guid}", CaseFiles.DownloadAsync).RequireAuthorization(Policies.ReadCases).WithName("GetAttachment").WithSummary("The bytes of one file.")
            .Produces(200, contentType: "application/octet-stream").ProducesProblem(404);
        // A key is no cookie: nobody else's page can make a browser send it.
        api.MapPost(Route, AddAsync).RequireAuthorization(Policies.RegisterPetitions).WithName("AddAttachments")
            .WithSummary("Adds files, as multipart/form-data; all of them or none.")
            .AddOpenApiOperationTransformer(DescribeFiles)
            .Produces<IReadOnlyList<AttachmentOut>>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).DisableAntiforgery();
    }

    /// <summary>Said here instead of by <c>Accepts</c>, which would answer other content with 401: the endpoint that refuses it asks for no key.</summary>
    private static Task DescribeFiles(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = file } },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = form } },
        };
        return Task.CompletedTask;
    }

    private static async Task<IResult> ListAsync(string number, PetitionDbContext db, CaseReader cases, CurrentViewer current, Texts texts, CancellationToken cancellation) =>
        await cases.FindAsync(number, current.Require(), cancellation) is { } found
            ? Results.Ok(await FilesOfAsync(db, found.Id, cancellation)) : new Refusal("case-not-found").ToProblem(texts);

    private static async Task<IResult> AddAsync(
        string number, HttpRequest request, AttachmentStore store, IOptions<AttachmentOptions> options, CaseReader cases, PetitionDbContext db, UnitOfWorkRunner runner,
        CurrentViewer current, Texts texts, CancellationToken cancellation)
    {
        var viewer = current.Require();
        if (await cases.FindAsync(number, viewer, cancellation) is not { } found)
        {
            return new Refusal("case-not-found").ToProblem(texts);
        }

        var saved = await SaveAsync(request, store, options.Value, cancellation);
        if (saved.Refusal is { } refusal)
        {
            return refusal.ToProblem(texts);
        }

        var command = new AttachFiles(found.Id, saved.Value, viewer.Act());
        var done = await runner.RunAsync<AttachFilesHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        return done.Refusal is { } no
            ? no.ToProblem(texts)
            : Results.Created($"/api/petitions/{number}/attachments", await FilesOfAsync(db, found.Id, cancellation));
    }

    private static async Task<Result<List<StoredFile>>> SaveAsync(HttpRequest request, AttachmentStore store, AttachmentOptions options, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            return new Refusal("attachments-missing") { Field = AttachmentRules.Field };
        }

        var most = (options.MaxFiles + 1) * options.MaxBytes;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        var form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = most }, cancellation);
        var (files, wrong) = (new List<StoredFile>(), new List<Refusal>());
        foreach (var given in form.Files)
        {
            await using var content = given.OpenReadStream();
            var file = await store.SaveAsync(given.FileName, content, cancellation);
            if (file.Refusal is { } refusal)
            {
                wrong.Add(refusal);
            }
            else
            {
                files.Add(file.Value);
            }
        }

        return Refusal.Together(wrong) is { } refused ? refused : files.Count == 0 ? new Refusal("attachments-missing") { Field = AttachmentRules.Field } : files;
    }

    private static async Task<IReadOnlyList<AttachmentOut>> FilesOfAsync(PetitionDbContext db, Guid petitionId, CancellationToken cancellation) =>
        await db.Set<Attachment>().AsNoTracking().Where(a => a.PetitionId == petitionId).OrderBy(a => a.AddedAt).ThenBy(a => a.Id)
            .Select(a => new AttachmentOut(a.Id, a.FileName, a.ContentType, a.Size, a.Sha256, a.AddedAt)).ToListAsync(cancellation);
}

/// <param name="Sha256">Of the bytes, in lower-case hex.</param>
public sealed record AttachmentOut(Guid Id, string FileName, string ContentType, long Size, string Sha256, DateTime AddedAt);
