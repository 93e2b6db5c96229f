using Microsoft.AspNetCore.Http.Extensions;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>Links from a list to itself that keep its filters.</summary>
public static class CurrentAddress
{
    /// <summary>
    /// This page's address with some query values replaced; null removes one. The handler that was just asked is not taken along: a refused
    /// form's page would otherwise lead to it by its links.
    /// </summary>
    public static string With(this HttpRequest request, params (string Key, object? Value)[] changes)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => !pair.Key.Equals("handler", StringComparison.OrdinalIgnoreCase) && !changes.Any(c => c.Key.Equals(pair.Key, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
        foreach (var (key, value) in changes)
        {
            if (value is not null)
            {
                query.Add(key, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!);
            }
        }

        return request.PathBase + request.Path + query.ToQueryString();
    }
}
