namespace PetitionWorkflow.Petitions.Categories;

/// <param name="Category">A first-level category.</param>
/// <param name="Terms">The pairs of characters that spoke for it most, the strongest first.</param>
public sealed record CategoryGuess(string Category, IReadOnlyList<string> Terms);

/// <summary>
/// Suggests a first-level category from the words of a text: complement naive Bayes (Rennie and others, 2003) over pairs of neighbouring
/// characters. A category is the likelier, the less the text looks like all the others together, so that one with few cases is not
/// drowned by one with many. It begins with the names of the categories and learns from texts that people classified. It only suggests; a
/// person decides (docs/adr/0013-category-suggestions.md).
/// </summary>
public sealed class CategoryGuesser
{
    private const double Smoothing = 1;

    /// <summary>How many times a pair in a category's name counts.</summary>
    private const double NameWeight = 5;

    private const int TermsShown = 5;

    private readonly Dictionary<string, Dictionary<string, double>> _counts = [];
    private readonly Dictionary<string, double> _totals = [];
    private readonly Dictionary<string, double> _all = [];
    private int _learned;

    /// <param name="paths">Paths of the categories that may be suggested, with those under them.</param>
    public CategoryGuesser(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var names = path.Split('/');
            if (_counts.TryAdd(names[0], []))
            {
                _totals.Add(names[0], 0);
            }

            Count(names[0], TermsOf(names[^1]), NameWeight);
        }
    }

    /// <summary>How many texts it has learned from.</summary>
    public int Learned => _learned;

    /// <param name="path">What a person chose; its first level counts. One that is not offered is left out.</param>
    /// <param name="text">Subject and text of the case.</param>
    public void Learn(string path, string text)
    {
        var category = path.Split('/')[0];
        if (_counts.ContainsKey(category))
        {
            _learned++;
            Count(category, TermsOf(text), 1);
        }
    }

    /// <summary>Every category, the likeliest first; none when no pair of the text was ever seen.</summary>
    public IReadOnlyList<CategoryGuess> Guess(string text)
    {
        var found = TermsOf(text).Where(_all.ContainsKey).CountBy(t => t).ToList();
        if (found.Count == 0)
        {
            return [];
        }

        var total = _totals.Values.Sum();
        var terms = found.ConvertAll(t => t.Key);
        var weights = _counts.Keys.ToDictionary(c => c, c => found.ConvertAll(t => t.Value * Weight(c, t.Key, total)));
        var usual = terms.Select((_, i) => weights.Values.Average(w => w[i])).ToList();
        return
        [
            .. weights.OrderByDescending(w => w.Value.Sum()).ThenBy(w => w.Key, StringComparer.Ordinal)
                .Select(w => new CategoryGuess(w.Key, TermsFor(w.Key, terms, [.. w.Value.Zip(usual, (own, mean) => own - mean)]))),
        ];
    }

    /// <summary>Pairs of neighbouring letters, as often as they stand there. Digits and Latin letters (names, numbers) say nothing.</summary>
    private static IEnumerable<string> TermsOf(string text) => text.Zip(text.Skip(1))
        .Where(p => char.IsLetter(p.First) && char.IsLetter(p.Second) && !char.IsAscii(p.First) && !char.IsAscii(p.Second))
        .Select(p => $"{p.First}{p.Second}");

    private void Count(string category, IEnumerable<string> terms, double weight)
    {
        foreach (var term in terms)
        {
            _counts[category][term] = _counts[category].GetValueOrDefault(term) + weight;
            _totals[category] += weight;
            _all[term] = _all.GetValueOrDefault(term) + weight;
        }
    }

    /// <summary>The rarer a pair is in all other categories together, the more it speaks for this one.</summary>
    private double Weight(string category, string term, double total)
    {
        var others = _all[term] - _counts[category].GetValueOrDefault(term);
        return -Math.Log((others + Smoothing) / (total - _totals[category] + (Smoothing * _all.Count)));
    }

    private IReadOnlyList<string> TermsFor(string category, List<string> terms, IReadOnlyList<double> lead) =>
    [
        .. terms.Select((term, i) => (Term: term, Lead: lead[i])).Where(t => t.Lead > 0 && _counts[category].ContainsKey(t.Term))
            .OrderByDescending(t => t.Lead).ThenBy(t => t.Term, StringComparer.Ordinal).Take(TermsShown).Select(t => t.Term),
    ];
}
