using PetitionWorkflow.Persistence.Doctor;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Commands;

/// <summary>Holds the database against the house's invariants; one line per violation: code, subject, explanation.</summary>
internal sealed class DoctorCommand(DoctorVisit visit, Texts texts) : ICommandLineCommand
{
    public string Name => "doctor";

    public string Usage => "";

    public string Summary => "Checks the database; exits with 1 when something is violated.";

    public async Task<int> RunAsync(IReadOnlyList<string> args, IServiceProvider services, CancellationToken cancellation)
    {
        var violations = await visit.FindAsync(cancellation);
        foreach (var violation in violations)
        {
            await Console.Out.WriteLineAsync($"{violation.Code}\t{violation.Subject}\t{texts["Doctor." + violation.Code, violation.Args]}");
        }

        await Console.Out.WriteLineAsync(violations.Count == 0
            ? texts["Doctor.Healthy", visit.Checks]
            : texts["Doctor.Found", visit.Checks, violations.Count]);
        return violations.Count == 0 ? 0 : 1;
    }
}
