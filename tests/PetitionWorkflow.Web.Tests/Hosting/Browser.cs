using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PetitionWorkflow.Web.Tests.Hosting;

/// <summary>A person at a browser without script: follows links and sends forms as they stand in the page.</summary>
public sealed class Browser(HttpClient client)
{
    private static readonly HtmlParser Html = new();

    public string Language
    {
        init => client.DefaultRequestHeaders.Add("Cookie", $".AspNetCore.Culture={Uri.EscapeDataString($"c={value}|uic={value}")}");
    }

    /// <summary>The last answer, after redirects.</summary>
    public HttpResponseMessage Answer { get; private set; } = null!;

    public HttpStatusCode Status => Answer.StatusCode;

    /// <summary>Path and query of the page that is open now.</summary>
    public string Address => Answer.RequestMessage!.RequestUri!.PathAndQuery;

    public string Source { get; private set; } = "";

    public IHtmlDocument Page { get; private set; } = null!;

    public async Task<IHtmlDocument> OpenAsync(string path) => await ReadAsync(await client.GetAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Sends a form of the open page; a value replaces what stands in its field, null leaves the field out.</summary>
    public async Task<IHtmlDocument> SubmitAsync(IHtmlFormElement form, IHtmlElement? button = null, params (string Name, string? Value)[] values)
    {
        var fields = FieldsOf(form).Where(f => values.All(v => v.Name != f.Key)).ToList();
        fields.AddRange(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Name, v.Value!)));
        if (button?.GetAttribute("name") is { Length: > 0 } name)
        {
            fields.RemoveAll(f => f.Key == name);
            fields.Add(KeyValuePair.Create(name, button.GetAttribute("value") ?? ""));
        }

        var action = new[] { button?.GetAttribute("formaction"), form.GetAttribute("action") }.FirstOrDefault(a => !string.IsNullOrEmpty(a)) ?? Address;
        if (string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadAsync(await client.PostAsync(action, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken));
        }

        using var query = new FormUrlEncodedContent(fields);
        return await OpenAsync(action.Split('?')[0] + "?" + await query.ReadAsStringAsync());
    }

    /// <summary>Sends the form that contains the button whose text this is.</summary>
    public async Task<IHtmlDocument> PressAsync(string buttonText, params (string Name, string? Value)[] values)
    {
        var button = Page.QuerySelectorAll<IHtmlButtonElement>("main button").FirstOrDefault(b => b.TextContent.Trim() == buttonText)
            ?? throw new InvalidOperationException($"No button '{buttonText}' on {Address}: {Page.Body!.TextContent}");
        return await SubmitAsync(button.Form!, button, values);
    }

    /// <summary>Presses a button whose form carries files.</summary>
    public async Task<IHtmlDocument> PressWithFilesAsync(
        string buttonText, IReadOnlyList<(string Field, string FileName, byte[] Bytes)> files, params (string Name, string? Value)[] values)
    {
        var button = Page.QuerySelectorAll<IHtmlButtonElement>("main button").First(b => b.TextContent.Trim() == buttonText);
        var fields = FieldsOf(button.Form!).Where(f => values.All(v => v.Name != f.Key) && files.All(file => file.Field != f.Key))
            .Concat(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Name, v.Value!)));
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (field, fileName, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), field, fileName);
        }

        var action = button.Form!.GetAttribute("action") is { Length: > 0 } given ? given : Address;
        return await ReadAsync(await client.PostAsync(action, content, TestContext.Current.CancellationToken));
    }

    /// <summary>What stands in a field of the open page.</summary>
    public string ValueOf(string name) => Page.QuerySelector($"main [name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlInputElement input => input.Value ?? "",
        _ => throw new InvalidOperationException($"No field '{name}' on {Address}."),
    };

    /// <summary>What is said beside a field.</summary>
    public string MessageAt(string name) => Text($"[id='{name.Replace('.', '_')}-message']");

    /// <summary>A background request, as htmx sends it.</summary>
    public async Task<IHtmlDocument> HtmxPostAsync(string path, params (string Name, string Value)[] values)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("RequestVerificationToken", Page.QuerySelector("meta[name=csrf-token]")!.GetAttribute("content"));
        return await ReadAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public string Text(string selector) => string.Join(" ", Page.QuerySelectorAll(selector).Select(e => e.TextContent.Trim()));

    private async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer)
    {
        Answer = answer;
        Source = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Page = await Html.ParseDocumentAsync(Source, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in form.Elements.OfType<IHtmlElement>())
        {
            var name = element.GetAttribute("name");
            var value = element switch
            {
                _ when string.IsNullOrEmpty(name) => null,
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
            if (value is not null)
            {
                yield return KeyValuePair.Create(name!, value);
            }
        }
    }
}
