using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Layout;

/// <summary>The line under what a signed-in person prints or takes out as a Word file: who, with which account, when (C14).</summary>
public sealed class PrintMark(IHttpContextAccessor http, TimeProvider time, Texts texts)
{
    public string Text()
    {
        var user = http.HttpContext?.User ?? throw new InvalidOperationException("A mark names the person of a request.");
        return texts["Layout.PrintMark", user.DisplayName(), user.Identity?.Name ?? "", ChinaTime.ToLocal(time.UtcNow())];
    }
}
