using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using PetitionWorkflow.Petitions.Categories;

namespace PetitionWorkflow.Benchmarks;

/// <summary>
/// How often the suggested category is the one that a person chose: ten parts, each guessed by what the other nine taught. Prints
/// figures only, never a text.
/// </summary>
internal static class SuggestionFigures
{
    private const int Parts = 10;

    public static void Print(string file, Action<string> say)
    {
        var rows = Read(file);
        var ranks = new List<(string Category, int Rank, string Guess)>();
        for (var part = 0; part < Parts; part++)
        {
            var guesser = new CategoryGuesser(ShippedCategories.All().Select(c => c.Path));
            rows.Where((_, i) => i % Parts != part).ToList().ForEach(r => guesser.Learn(r.Category, r.Text));
            ranks.AddRange(rows.Where((_, i) => i % Parts == part).Select(r => RankOf(guesser, r)));
        }

        var untaught = new CategoryGuesser(ShippedCategories.All().Select(c => c.Path));
        var byName = rows.Select(r => RankOf(untaught, r)).ToList();
        var usual = rows.GroupBy(r => r.Category).MaxBy(g => g.Count())!;
        say($"texts {rows.Count}, categories in the data {rows.Select(r => r.Category).Distinct().Count()}, offered {ShippedCategories.All().Count(c => c.Level == 1)}");
        say($"always the most frequent  top-1 {Share(usual.Count(), rows.Count)}");
        say($"category names alone      top-1 {Share(byName.Count(r => r.Rank == 0), rows.Count)}  top-3 {Share(byName.Count(r => r.Rank < 3), rows.Count)}");
        say($"learned, {Parts}-fold          top-1 {Share(ranks.Count(r => r.Rank == 0), rows.Count)}  top-3 {Share(ranks.Count(r => r.Rank < 3), rows.Count)}");
        foreach (var category in ranks.GroupBy(r => r.Category).OrderByDescending(g => g.Count()))
        {
            var guessed = ranks.Count(r => r.Guess == category.Key);
            var right = category.Count(r => r.Rank == 0);
            say($"  {category.Key}: {category.Count()} texts, found {Share(right, category.Count())}, right when said {Share(right, guessed)}");
        }
    }

    private static (string Category, int Rank, string Guess) RankOf(CategoryGuesser guesser, (string Category, string Text) row)
    {
        var guesses = guesser.Guess(row.Text).Select(g => g.Category).ToList();
        var rank = guesses.IndexOf(row.Category);
        return (row.Category, rank < 0 ? int.MaxValue : rank, guesses.FirstOrDefault() ?? "");
    }

    private static string Share(int count, int of) => of == 0 ? "-" : (100.0 * count / of).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>In the order of a hash of the text, so that neighbours in the file do not end up in the same part.</summary>
    private static List<(string Category, string Text)> Read(string file)
    {
        using var csv = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        var columns = csv.ReadFields()!.ToList();
        var (subject, text, category) = (columns.IndexOf("subject"), columns.IndexOf("text"), columns.IndexOf("category"));
        var rows = new List<(string Category, string Text)>();
        while (csv.ReadFields() is { } fields)
        {
            rows.Add((fields[category], $"{fields[subject]}\n{fields[text]}"));
        }

        return [.. rows.OrderBy(r => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(r.Text))), StringComparer.Ordinal)];
    }
}
