using Microsoft.Extensions.Localization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Layout;

/// <summary>Lets <c>[Display(Name = "ROOM.Key")]</c> and error messages of data annotations find their text.</summary>
internal sealed class TextsLocalizerFactory(Texts texts) : IStringLocalizerFactory
{
    private readonly TextsLocalizer _localizer = new(texts);

    public IStringLocalizer Create(Type resourceSource) => _localizer;

    public IStringLocalizer Create(string baseName, string location) => _localizer;

    private sealed class TextsLocalizer(Texts texts) : IStringLocalizer
    {
        // A display name without a dot is no key (a property's bare name); it stays what it is.
        public LocalizedString this[string name] => name.Contains('.')
            ? new LocalizedString(name, texts[name], !texts.Has(name))
            : new LocalizedString(name, name, resourceNotFound: true);

        public LocalizedString this[string name, params object[] arguments] => new(name, texts[name, arguments], !texts.Has(name));

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.Keys.Select(key => this[key]);
    }
}
