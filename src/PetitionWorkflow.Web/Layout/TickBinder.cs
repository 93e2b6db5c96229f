using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PetitionWorkflow.Web.Layout;

/// <summary>
/// Binds what is ticked or not. A value that is neither, which only a request written by hand has, is a problem of its field; the framework's
/// own binder would keep it, and the page could not be drawn again with the problem.
/// </summary>
internal sealed class TickBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var (name, metadata) = (bindingContext.ModelName, bindingContext.ModelMetadata);
        var sent = bindingContext.ValueProvider.GetValue(name);
        if (sent == ValueProviderResult.None)
        {
            return Task.CompletedTask;
        }

        if (bool.TryParse(sent.FirstValue, out var ticked))
        {
            bindingContext.ModelState.SetModelValue(name, sent);
            bindingContext.Result = ModelBindingResult.Success(ticked);
        }
        else if (string.IsNullOrEmpty(sent.FirstValue) && metadata.IsReferenceOrNullableType)
        {
            bindingContext.ModelState.SetModelValue(name, sent);
            bindingContext.Result = ModelBindingResult.Success(null);
        }
        else
        {
            bindingContext.ModelState.SetModelValue(name, new ValueProviderResult(bool.FalseString));
            bindingContext.ModelState.TryAddModelError(name, metadata.ModelBindingMessageProvider.AttemptedValueIsInvalidAccessor(sent.FirstValue ?? "", metadata.GetDisplayName()));
        }

        return Task.CompletedTask;
    }
}

internal sealed class TickBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(bool) ? new TickBinder() : null;
}
