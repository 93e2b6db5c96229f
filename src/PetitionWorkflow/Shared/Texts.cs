using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace PetitionWorkflow.Shared;

/// <summary>
/// Every text a person reads, in the three languages. A room keeps its own in <c>ROOM.texts.json</c> (embedded), where a line is
/// <c>"Title": { "zh-Hans": "…", "zh-Hant": "…", "en": "…" }</c> and is asked for as <c>texts["ROOM.Title"]</c>.
/// </summary>
public sealed class Texts
{
    /// <summary>The first is the default.</summary>
    public static readonly IReadOnlyList<string> Languages = ["zh-Hans", "zh-Hant", "en"];

    private const string ResourcePrefix = "texts/";
    private const string FileEnding = ".texts.json";
    private readonly FrozenDictionary<string, string[]> _entries;
    private readonly CultureInfo? _culture;

    private Texts(FrozenDictionary<string, string[]> entries, CultureInfo? culture) => (_entries, _culture) = (entries, culture);

    public IEnumerable<string> Keys => _entries.Keys;

    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>The text in the reader's language. An unknown key shows itself as ⟦key⟧; tests search for the brackets.</summary>
    public string this[string key] => _entries.TryGetValue(key, out var languages) ? languages[LanguageIndex] : $"⟦{key}⟧";

    /// <summary>The text with its placeholders <c>{0}</c>, <c>{1}</c> filled in the reader's culture.</summary>
    public string this[string key, params object?[] args] => string.Format(Culture, this[key], args);

    /// <summary>The name of an enum value: key <c>ROOM.TypeName.Value</c>, the room being the last part of the type's namespace.</summary>
    public string Of(Enum value)
    {
        var type = value.GetType();
        return this[$"{type.Namespace!.Split('.')[^1]}.{type.Name}.{value}"];
    }

    /// <summary>The sentence that explains a refusal: key <c>Refusal.CODE</c>.</summary>
    public string Of(Refusal refusal) => this["Refusal." + refusal.Code, refusal.Args];

    /// <summary>The same texts in one fixed language, for mails and documents that are written for somebody else.</summary>
    public Texts In(string language) => new(_entries, CultureInfo.GetCultureInfo(language));

    /// <exception cref="InvalidOperationException">A file is not well formed, lacks a language or repeats a key.</exception>
    public static Texts Load(params Assembly[] assemblies)
    {
        var entries = new Dictionary<string, string[]>();
        foreach (var assembly in assemblies)
        {
            foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                Read(resource, stream, entries);
            }
        }

        return new Texts(entries.ToFrozenDictionary(), null);
    }

    private static void Read(string resource, Stream stream, Dictionary<string, string[]> entries)
    {
        var room = resource.Replace('\\', '/').Split('/')[^1][..^FileEnding.Length];
        using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        foreach (var line in json.RootElement.EnumerateObject())
        {
            var key = $"{room}.{line.Name}";
            var given = line.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString());
            if (given.Count != Languages.Count || Languages.Any(l => string.IsNullOrWhiteSpace(given.GetValueOrDefault(l))))
            {
                throw new InvalidOperationException($"{resource}: '{line.Name}' needs exactly the languages {string.Join(", ", Languages)}");
            }

            if (!entries.TryAdd(key, [.. Languages.Select(l => given[l]!)]))
            {
                throw new InvalidOperationException($"{resource}: '{key}' is already defined in another file");
            }
        }
    }

    private CultureInfo Culture => _culture ?? CultureInfo.CurrentUICulture;

    private int LanguageIndex
    {
        get
        {
            for (var i = 1; i < Languages.Count; i++)
            {
                if (Culture.Name.StartsWith(Languages[i], StringComparison.Ordinal))
                {
                    return i;
                }
            }

            return 0;
        }
    }
}
