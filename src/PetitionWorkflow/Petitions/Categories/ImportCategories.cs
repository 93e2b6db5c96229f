using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>
/// A classification as a file: first line <c>level1,level2,level3</c>, then one entry a line, the deeper levels possibly empty. What is
/// missing here is added; nothing is renamed or retired by a file.
/// </summary>
public sealed record ImportCategories(string Text)
{
    public const int MaxLength = 500_000;
}

/// <param name="New">Paths that the import adds, parents first.</param>
/// <param name="Known">How many of the file's entries are here already.</param>
/// <param name="Retired">Those among them that are retired, and stay so.</param>
public sealed record CategoryImport(IReadOnlyList<string> New, int Known, IReadOnlyList<string> Retired);

public sealed class ImportCategoriesHandler(UnitOfWork work, CategoryWriter writer)
{
    private static readonly string[] Columns = ["level1", "level2", "level3"];

    /// <summary>What the import would do, without doing it.</summary>
    public async Task<Result<CategoryImport>> PreviewAsync(ImportCategories command, CancellationToken cancellation)
    {
        var read = Read(command.Text);
        return read.Refusal is { } refusal ? refusal : Compare(read.Value, await KnownAsync(cancellation));
    }

    public async Task<Result<CategoryImport>> HandleAsync(ImportCategories command, ActContext act, CancellationToken cancellation)
    {
        var read = Read(command.Text);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var known = await KnownAsync(cancellation);
        var import = Compare(read.Value, known);
        foreach (var path in import.New)
        {
            var slash = path.LastIndexOf('/');
            var parent = slash < 0 ? null : known[path[..slash]];
            var siblings = known.Values.Where(c => c.ParentId == parent?.Id).Select(c => c.Code).ToList();
            var added = await writer.AddAsync(parent, path[(slash + 1)..], siblings, act, cancellation);
            if (added.Refusal is { } no)
            {
                return no;
            }

            known.Add(path, added.Value);
        }

        return import;
    }

    private async Task<Dictionary<string, Category>> KnownAsync(CancellationToken cancellation) =>
        await work.Db.Set<Category>().ToDictionaryAsync(c => c.Path, cancellation);

    private CategoryImport Compare(IReadOnlyList<string> paths, Dictionary<string, Category> known)
    {
        var today = work.Time.Today();
        return new CategoryImport(
            [.. paths.Where(p => !known.ContainsKey(p))],
            paths.Count(known.ContainsKey),
            [.. paths.Where(p => known.TryGetValue(p, out var c) && !c.IsActiveOn(today))]);
    }

    /// <summary>Every path of the file once, a parent before its children.</summary>
    private static Result<IReadOnlyList<string>> Read(string text)
    {
        if (text.Length > ImportCategories.MaxLength)
        {
            return new Refusal("category-file-too-long", ImportCategories.MaxLength);
        }

        var read = CsvTable.Read(text);
        if (read.Refusal is { } unreadable)
        {
            return unreadable;
        }

        if (!read.Value.Headings.SequenceEqual(Columns))
        {
            return new Refusal("category-file-columns", string.Join(',', Columns));
        }

        var paths = new List<string>();
        var seen = new HashSet<string>();
        foreach (var row in read.Value.Rows)
        {
            var names = row.Fields.TakeWhile(c => c.Length > 0).ToList();
            if (row.Fields.Count > Category.MaxLevel || names.Count == 0 || row.Fields.Skip(names.Count).Any(c => c.Length > 0) || names.Exists(n => CategoryWriter.CheckName(n) is not null))
            {
                return new Refusal("category-file-line", (int)row.Line);
            }

            paths.AddRange(Enumerable.Range(1, names.Count).Select(depth => string.Join('/', names.Take(depth))).Where(seen.Add));
        }

        return paths;
    }
}
