using System.Collections.Frozen;
using PetitionWorkflow.Intake.Registers;

namespace PetitionWorkflow.Intake;

/// <summary>The register fields that an office may declare required, and how to see that one is empty.</summary>
internal static class RequiredFields
{
    public static readonly FrozenDictionary<string, Func<RegisterEntry, object?>> Known = new Dictionary<string, Func<RegisterEntry, object?>>
    {
        ["Petitioner.Name"] = e => e.Petitioner.Name,
        ["Petitioner.Gender"] = e => e.Petitioner.Gender,
        ["Petitioner.Age"] = e => e.Petitioner.Age,
        ["Petitioner.Address"] = e => e.Petitioner.Address,
        ["Petitioner.Phone"] = e => e.Petitioner.Phone,
        ["Petitioner.Email"] = e => e.Petitioner.Email,
        ["Place"] = e => e.Place,
        ["Register.TakenBy"] = e => e.Register.TakenBy,
        ["Register.Counter"] = e => (e.Register as VisitRegister)?.Counter,
        ["Register.Demand"] = e => (e.Register as VisitRegister)?.Demand,
        ["Register.IdDocument"] = e => (e.Register as VisitRegister)?.IdDocument,
        ["Register.IdNumber"] = e => (e.Register as VisitRegister)?.IdNumberMasked,
        ["Register.PromisedDay"] = e => (e.Register as VisitRegister)?.PromisedDay,
        ["Register.WrittenOn"] = e => (e.Register as LetterRegister)?.WrittenOn,
        ["Register.Batch"] = e => (e.Register as LetterRegister)?.Batch,
        ["Register.PostalCode"] = e => (e.Register as LetterRegister)?.PostalCode,
        ["Register.RegisteredMailNumber"] = e => (e.Register as LetterRegister)?.RegisteredMailNumber,
        ["Register.CallerNumber"] = e => (e.Register as CallRegister)?.CallerNumber,
        ["Register.Rings"] = e => (e.Register as CallRegister)?.Rings,
        ["Register.DurationMinutes"] = e => (e.Register as CallRegister)?.DurationMinutes,
        ["Register.RecordingNumber"] = e => (e.Register as CallRegister)?.RecordingNumber,
        ["Register.Platform"] = e => (e.Register as OnlineRegister)?.Platform,
        ["Register.MessageId"] = e => (e.Register as OnlineRegister)?.MessageId,
        ["Register.Account"] = e => (e.Register as OnlineRegister)?.Account,
        ["Register.Link"] = e => (e.Register as OnlineRegister)?.Link,
    }.ToFrozenDictionary();
}
