using System.Reflection;
using System.Text.RegularExpressions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.ArchitectureTests;

/// <summary>
/// The texts of the three languages against the code that asks for them. That each key has all three languages is checked when the
/// files are read; here: nothing is asked for that is not there, and nothing lies there that nobody asks for.
/// </summary>
public sealed partial class TextTests
{
    private static readonly Texts Texts = Texts.Load(typeof(Texts).Assembly, typeof(Program).Assembly);

    /// <summary>A string that begins otherwise is no key: the name of a form field, <c>Input.Name</c>.</summary>
    private static readonly HashSet<string> Rooms = [.. Texts.Keys.Select(k => k.Split('.')[0])];

    private static readonly IReadOnlyList<(string Path, string Text)> Sources = [.. ReadSources()];

    private static readonly IReadOnlyList<Asked> Questions = [.. Sources.SelectMany(s => QuestionsIn(s.Path, s.Text))];

    /// <summary>Their keys are made of data: task types and form fields, kinds of papers and of mails.</summary>
    private static readonly string[] NamedByData = ["Task.", "TaskForms.", "Document.", "Notice.", "Event."];

    [Fact]
    public void EveryTextAskedFor_Exists()
    {
        Assert.NotEmpty(Missing(QuestionsIn("page", """@T["Staff.NoSuchText"]""")));
        Assert.NotEmpty(Missing(QuestionsIn("page", """@T[$"Staff.NoSuchPrefix.{role}"]""")));
        Assert.NotEmpty(Missing(QuestionsIn("input", """[Required, Display(Name = "Staff.NoSuchField")]""")));
        Assert.NotEmpty(Missing(QuestionsIn("use case", """return new Refusal("no-such-code");""")));
        Assert.Equal("", string.Join("\n", Missing(Questions)));
    }

    [Fact]
    public void EveryText_IsAskedFor()
    {
        Assert.NotEmpty(Unused(["Staff.NobodyAsks"]));
        Assert.Equal("", string.Join("\n", Unused(Texts.Keys)));
    }

    [Fact]
    public void Placeholders_AreTheSameInEveryLanguage()
    {
        Assert.False(HaveSamePlaceholders(["{0} of {1}", "{0}"]));
        Assert.DoesNotContain(Texts.Keys, key => !HaveSamePlaceholders([.. Texts.Languages.Select(l => Texts.In(l)[key])]));
    }

    [Fact]
    public void Enums_HaveAllOfTheirNamesOrNone()
    {
        Assert.NotEmpty(Unnamed(typeof(Channel), key => key.EndsWith(nameof(Channel.Letter), StringComparison.Ordinal)));
        Assert.Empty(Enums().SelectMany(e => Unnamed(e, Texts.Has)));
    }

    private static IEnumerable<string> Missing(IEnumerable<Asked> questions) => questions
        .Where(q => q.IsPrefix ? !Texts.Keys.Any(k => k.StartsWith(q.Key, StringComparison.Ordinal)) : !Texts.Has(q.Key))
        .Select(q => $"{q.Path}: {q.Key}");

    private static IEnumerable<string> Unused(IEnumerable<string> keys)
    {
        var asked = Questions.Where(q => !q.IsPrefix).Select(q => q.Key).ToHashSet();
        var prefixes = Questions.Where(q => q.IsPrefix).Select(q => q.Key).Concat(NamedByData).ToList();
        var enumNames = Enums().SelectMany(e => Enum.GetNames(e).Select(n => KeyOf(e, n))).ToHashSet();
        var literals = Sources.SelectMany(s => Literal().Matches(s.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        return keys.Where(key => !asked.Contains(key) && !enumNames.Contains(key) && !literals.Contains(key) && !literals.Contains(AfterRoom(key))
            && !prefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal)));
    }

    private static string AfterRoom(string key) => key[(key.IndexOf('.') + 1)..];

    private static IEnumerable<string> Unnamed(Type type, Func<string, bool> has)
    {
        var keys = Enum.GetNames(type).Select(name => KeyOf(type, name)).ToList();
        return keys.Any(has) ? keys.Where(key => !has(key)) : [];
    }

    private static string KeyOf(Type type, string name) => $"{type.Namespace!.Split('.')[^1]}.{type.Name}.{name}";

    private static IEnumerable<Type> Enums() => new[] { typeof(Texts).Assembly, typeof(Program).Assembly }
        .SelectMany((Assembly a) => a.GetTypes()).Where(t => t.IsEnum && t.Namespace is not null);

    private static bool HaveSamePlaceholders(IReadOnlyList<string> languages) =>
        languages.Select(text => string.Join(',', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order())).Distinct().Count() == 1;

    private static IEnumerable<Asked> QuestionsIn(string path, string text) => AllQuestionsIn(path, text).Where(q => Rooms.Contains(q.Key.Split('.')[0]));

    private static IEnumerable<Asked> AllQuestionsIn(string path, string text) =>
        Index().Matches(text).Select(m => new Asked(path, m.Groups[1].Value, IsPrefix: m.Value.EndsWith('+')))
            .Concat(Prefix().Matches(text).Select(m => new Asked(path, m.Groups[1].Value + m.Groups[2].Value, IsPrefix: true)))
            .Concat(DisplayName().Matches(text).Select(m => new Asked(path, m.Groups[1].Value, IsPrefix: false)))
            .Concat(RefusalCode().Matches(text).Select(m => new Asked(path, "Refusal." + m.Groups[1].Value, IsPrefix: false)));

    private static IEnumerable<(string Path, string Text)> ReadSources() => House.SourceFiles("*.cs").Concat(House.SourceFiles("*.cshtml"))
        .Select(p => (Path.GetRelativePath(House.Folder, p), DocComment().Replace(File.ReadAllText(p), "")));

    /// <summary><c>T["Room.Key"]</c>, with or without values; one that is continued by <c>+</c> is a prefix.</summary>
    [GeneratedRegex("""(?:\bT|[tT]exts(?:\.In\(.*?\))?)\[\s*"([A-Z]\w*\.[\w.-]*)"\s*[],+]""")]
    private static partial Regex Index();

    /// <summary><c>$"Room.Prefix.{value}"</c> and <c>"Room.Prefix." + value</c>, wherever they stand.</summary>
    [GeneratedRegex("""(?:\$"([A-Z]\w*\.[\w.-]*)\{)|(?:(?<!\[)"([A-Z]\w*\.[\w.-]*)"\s*\+)""")]
    private static partial Regex Prefix();

    [GeneratedRegex("""Display\(Name = "([A-Z]\w*\.[\w.]+)"\)""")]
    private static partial Regex DisplayName();

    [GeneratedRegex("""new Refusal\("([a-z0-9-]+)["]""")]
    private static partial Regex RefusalCode();

    [GeneratedRegex("""["]([\w-]+(?:\.[\w-]+)*)["]""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*///.*$", RegexOptions.Multiline)]
    private static partial Regex DocComment();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    private sealed record Asked(string Path, string Key, bool IsPrefix);
}
