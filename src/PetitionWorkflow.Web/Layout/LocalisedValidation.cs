using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Layout;

/// <summary>Gives every validation rule its message in the reader's language, so that pages never spell one out.</summary>
internal sealed class LocalisedValidation : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (rule.ErrorMessage is null && rule.ErrorMessageResourceName is null)
            {
                rule.ErrorMessage = MessageOf(rule);
            }
        }
    }

    private static string MessageOf(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "Validation.Required",
        MaxLengthAttribute => "Validation.MaxLength",
        StringLengthAttribute { MinimumLength: > 0 } => "Validation.Length",
        StringLengthAttribute => "Validation.MaxLength",
        RangeAttribute => "Validation.Range",
        EmailAddressAttribute => "Validation.Email",
        PhoneAttribute => "Validation.Phone",
        CompareAttribute => "Validation.Compare",
        _ => "Validation.Invalid",
    };

    public static void Configure(MvcOptions options, Texts texts)
    {
        options.ModelMetadataDetailsProviders.Add(new LocalisedValidation());
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, field) => texts["Validation.NotAValue", field]);
        messages.SetMissingBindRequiredValueAccessor(field => texts["Validation.Required", field]);
        messages.SetMissingKeyOrValueAccessor(() => texts["Validation.Missing"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["Validation.Missing"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => texts["Validation.ValueInvalid"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Validation.ValueInvalid"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Validation.ValueInvalid"]);
        messages.SetUnknownValueIsInvalidAccessor(field => texts["Validation.NotAValue", field]);
        messages.SetValueIsInvalidAccessor(_ => texts["Validation.ValueInvalid"]);
        messages.SetValueMustBeANumberAccessor(field => texts["Validation.Number", field]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["Validation.Missing"]);
    }
}
