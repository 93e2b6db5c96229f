using System.Globalization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>Which column of a file means what, found from its first row.</summary>
public sealed class ColumnMap
{
    private readonly Dictionary<ImportColumn, int> _places = [];

    private ColumnMap(IReadOnlyList<string> headings) => Headings = headings;

    /// <summary>The file's headings in their order.</summary>
    public IReadOnlyList<string> Headings { get; }

    public bool Has(ImportColumn column) => _places.ContainsKey(column);

    /// <summary>What a heading was taken for; null when the import does not use it.</summary>
    public ImportColumn? MeaningOf(int place) => _places.FirstOrDefault(pair => pair.Value == place) is { Key: not 0 } found ? found.Key : null;

    /// <summary>Subject and text must be there; of two headings with one meaning the first counts.</summary>
    public static Result<ColumnMap> FromHeader(IReadOnlyList<string> headings)
    {
        var map = new ColumnMap([.. headings.Select(heading => heading.Trim('\uFEFF', ' '))]);
        for (var i = 0; i < headings.Count; i++)
        {
            if (ColumnNames.Find(headings[i]) is { } column)
            {
                map._places.TryAdd(column, i);
            }
        }

        return map.Has(ImportColumn.Subject) && map.Has(ImportColumn.Text) ? map : new Refusal("import-no-header");
    }

    /// <summary>The trimmed value; null when the column does not exist or is empty here.</summary>
    internal string? Value(IReadOnlyList<string> fields, ImportColumn column) =>
        _places.TryGetValue(column, out var place) && place < fields.Count && fields[place].Trim() is { Length: > 0 } value ? value : null;

    internal int? Number(IReadOnlyList<string> fields, ImportColumn column) =>
        int.TryParse(Value(fields, column), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
