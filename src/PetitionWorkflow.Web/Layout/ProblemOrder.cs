using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PetitionWorkflow.Web.Layout;

/// <summary>The order in which the problems of a form are listed: that in which its model declares the fields. What no property carries keeps its place before them.</summary>
public sealed class ProblemOrder(ModelMetadata page) : IComparer<string>
{
    public int Compare(string? x, string? y) => PlacesOf(x ?? "").Zip(PlacesOf(y ?? "")).Select(p => p.First.CompareTo(p.Second)).FirstOrDefault(c => c != 0);

    /// <summary>Of each part of a key such as <c>Input.Petitioner.Name</c>, its number among its siblings.</summary>
    private IEnumerable<int> PlacesOf(string key)
    {
        var at = page;
        foreach (var name in key.Split('.'))
        {
            var siblings = at.Properties;
            var place = Enumerable.Range(0, siblings.Count).Cast<int?>().FirstOrDefault(i => siblings[i!.Value].PropertyName == name);
            yield return place ?? -1;
            if (place is null)
            {
                yield break;
            }

            at = siblings[place.Value];
        }
    }
}
