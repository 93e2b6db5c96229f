using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PetitionWorkflow.Web.Layout;

/// <summary>
/// A post to a handler that a page does not have is answered 404. Without this the page would be drawn with nothing loaded, and fail.
/// </summary>
internal sealed class UnknownHandler : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // The error page is drawn for a failed post and has no handler for it either.
        var features = context.HttpContext.Features;
        var isErrorPage = features.Get<IStatusCodeReExecuteFeature>() is not null || features.Get<IExceptionHandlerFeature>() is not null;
        if (context.HandlerMethod is null && !isErrorPage && !HttpMethods.IsGet(context.HttpContext.Request.Method))
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
