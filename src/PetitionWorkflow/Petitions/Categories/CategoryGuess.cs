namespace PetitionWorkflow.Petitions.Categories;

/// <param name="Category">A first-level category.</param>
/// <param name="Share">0 to 1, over all categories; for ranking, not a probability to rely on.</param>
/// <param name="Terms">The pairs of characters that spoke for it most, the strongest first.</param>
public sealed record CategoryGuess(string Category, double Share, IReadOnlyList<string> Terms);

/// <summary>
/// Suggests a first-level category from the words of a text: multinomial naive Bayes over pairs of neighbouring characters. It begins
/// with the names of the categories and learns from texts that people classified. It only suggests; a person decides.
/// </summary>
public sealed class CategoryGuesser
{
    private const double Smoothing = 0.1;

    /// <summary>How many times a pair in a category's name counts.</summary>
    private const double NameWeight = 2;

    private const int TermsShown = 5;

    private readonly Dictionary<string, Dictionary<string, double>> _counts = [];
    private readonly Dictionary<string, double> _totals = [];
    private readonly Dictionary<string, int> _learned = [];
    private readonly HashSet<string> _terms = [];

    /// <param name="paths">Paths of the categories that may be suggested, with those under them.</param>
    public CategoryGuesser(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var names = path.Split('/');
            _counts.TryAdd(names[0], []);
            Count(names[0], TermsOf(names[^1]), NameWeight);
        }
    }

    /// <summary>How many texts it has learned from.</summary>
    public int Learned => _learned.Values.Sum();

    /// <param name="path">What a person chose; its first level counts. One that is not offered is left out.</param>
    /// <param name="text">Subject and text of the case.</param>
    public void Learn(string path, string text)
    {
        var category = path.Split('/')[0];
        if (_counts.ContainsKey(category))
        {
            _learned[category] = _learned.GetValueOrDefault(category) + 1;
            Count(category, TermsOf(text), 1);
        }
    }

    /// <summary>Every category, the likeliest first; none when no pair of the text was ever seen.</summary>
    public IReadOnlyList<CategoryGuess> Guess(string text)
    {
        var terms = TermsOf(text).Where(_terms.Contains).ToList();
        if (terms.Count == 0)
        {
            return [];
        }

        var scores = _counts.Keys.ToDictionary(c => c, c => Math.Log(_learned.GetValueOrDefault(c) + 1.0) + terms.Sum(t => LogShare(c, t)));
        var best = scores.Values.Max();
        var sum = scores.Values.Sum(s => Math.Exp(s - best));
        return
        [
            .. scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal)
                .Select(s => new CategoryGuess(s.Key, Math.Exp(s.Value - best) / sum, TermsFor(s.Key, terms))),
        ];
    }

    /// <summary>Pairs of neighbouring letters, each once: a word that is repeated says no more than a word.</summary>
    private static IEnumerable<string> TermsOf(string text) => text.Zip(text.Skip(1))
        .Where(p => char.IsLetter(p.First) && char.IsLetter(p.Second) && !char.IsAscii(p.First) && !char.IsAscii(p.Second))
        .Select(p => $"{p.First}{p.Second}").Distinct();

    private void Count(string category, IEnumerable<string> terms, double weight)
    {
        foreach (var term in terms)
        {
            _counts[category][term] = _counts[category].GetValueOrDefault(term) + weight;
            _totals[category] = _totals.GetValueOrDefault(category) + weight;
            _terms.Add(term);
        }
    }

    private double LogShare(string category, string term) => Math.Log(
        (_counts[category].GetValueOrDefault(term) + Smoothing) / (_totals.GetValueOrDefault(category) + (Smoothing * _terms.Count)));

    private IReadOnlyList<string> TermsFor(string category, List<string> terms)
    {
        var others = _counts.Keys.Where(c => c != category).ToList();
        return
        [
            .. terms.Where(t => _counts[category].ContainsKey(t))
                .OrderByDescending(t => LogShare(category, t) - others.Max(c => LogShare(c, t))).ThenBy(t => t, StringComparer.Ordinal).Take(TermsShown),
        ];
    }
}
