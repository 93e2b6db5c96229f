using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Intake;

/// <summary>
/// Number and query code of a receipt open the case (Art. 18, 21 ¶2). A wrong code and a number that does not exist are the same
/// answer after the same work: one query and one comparison.
/// </summary>
public sealed class FindOwnCase(PetitionDbContext db)
{
    private static readonly string NoHash = new('0', 64);

    public async Task<Guid?> ByCodeAsync(string? number, string? code, CancellationToken cancellation)
    {
        var found = await db.Set<Petition>().Numbered(TypedText.Clean(number)).Select(p => new { p.Id, p.QueryCodeHash }).SingleOrDefaultAsync(cancellation);
        var expected = Encoding.ASCII.GetBytes(found?.QueryCodeHash ?? NoHash);
        var same = CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(QueryCode.Hash(code ?? "")));
        return same ? found?.Id : null;
    }
}
