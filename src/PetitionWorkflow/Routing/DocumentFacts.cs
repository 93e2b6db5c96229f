using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing;

/// <summary>What papers say that neither the form nor the case itself holds: limits, the people in charge, other papers' numbers.</summary>
public sealed class DocumentFacts(PetitionDbContext db, OpenClocks clocks, RepeatFacts repeats, BurstActor actor, Texts texts, IOptions<DocumentOptions> options)
{
    /// <summary>Adds what is missing; what the flow gave stays.</summary>
    public async Task CompleteAsync(Petition petition, string kind, Dictionary<string, string?> values, CancellationToken cancellation)
    {
        if (await clocks.FindAsync(petition.Id, "K05", null, cancellation) is { } handling)
        {
            var day = DocumentIssuer.Day(handling.DueDay);
            values.TryAdd("legalDueOn", day);
            values.TryAdd("newDueOn", day);
        }

        values.TryAdd("basis", values.GetValueOrDefault("legalBasis"));
        values.TryAdd("basicFacts", values.GetValueOrDefault("facts"));
        if (kind is DocumentKinds.AssignmentSlip or "result-feedback")
        {
            values.TryAdd("attachments", string.Join('\n', await db.Set<Attachment>().Where(a => a.PetitionId == petition.Id).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).Select(a => a.FileName).ToListAsync(cancellation)));
        }

        if (kind == "result-feedback")
        {
            await AddHandlingAsync(petition, values, cancellation);
        }

        if (kind == DocumentKinds.FinalNotice && petition.DuplicateOfId is { } finalId)
        {
            var final = await db.Set<Petition>().Where(p => p.Id == finalId).Select(p => new { p.Number, p.FinalOn, p.FinalBy }).SingleAsync(cancellation);
            values.TryAdd("finalNumber", final.Number);
            values.TryAdd("finalBy", final.FinalBy);
            values.TryAdd("finalOn", final.FinalOn is { } on ? DocumentIssuer.Day(on) : null);
        }

        if (kind == DocumentKinds.RepeatNotice && petition.DuplicateOfId is { } earlier)
        {
            await repeats.CompleteAsync(earlier, values, cancellation);
        }

        if (petition.ParentId is { } parent)
        {
            values.TryAdd("originalNumber", await db.Set<Petition>().Where(p => p.Id == parent).Select(p => p.Number).SingleAsync(cancellation));
        }
    }

    private async Task AddHandlingAsync(Petition petition, Dictionary<string, string?> values, CancellationToken cancellation)
    {
        var lead = await db.Set<Assignment>().Where(a => a.PetitionId == petition.Id && a.IsLead && a.EndedAt == null).FirstOrDefaultAsync(cancellation);
        values.TryAdd("handler", await db.Set<StaffMember>().Where(s => lead != null && s.Id == lead.ResponsibleHandlerId).Select(s => s.DisplayName).SingleOrDefaultAsync(cancellation));
        values.TryAdd("slipNumber", await db.Set<CaseDocument>()
            .Where(d => d.PetitionId == petition.Id && d.Kind == DocumentKinds.AssignmentSlip && lead != null && d.UnitId == lead.UnitId)
            .OrderByDescending(d => d.IssuedAt).ThenByDescending(d => d.Id).Select(d => d.Number).FirstOrDefaultAsync(cancellation));
        values.TryAdd("paperSigner", lead?.PaperSigner);
        values.TryAdd("paperSignedOn", lead?.PaperSignedOn is { } signedOn ? DocumentIssuer.Day(signedOn) : null);
        values.TryAdd("signedBy", actor.Act.ActorName);
        var contact = new[] { values.GetValueOrDefault("contactOn"), values.GetValueOrDefault("contactMethod"), values.GetValueOrDefault("noContactReason") };
        var recorded = (await db.ContactsAsync(petition.Id, cancellation)).Where(c => c.UnitId is null || c.UnitId == lead?.UnitId)
            .Select(c => $"{DocumentIssuer.Day(c.On)} {texts.In(options.Value.Language).Of(c.Method)} {c.Text}");
        values.TryAdd("contactRecord", string.Join('\n', recorded.Append(string.Join(' ', contact.Where(part => !string.IsNullOrEmpty(part)))).Where(line => line.Length > 0)));
    }
}
