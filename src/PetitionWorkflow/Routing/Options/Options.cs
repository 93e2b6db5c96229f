using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Editing;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks.Forms;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Options;

/// <summary>The choices that the designer offers for an input, in the reader's language; the definition stores the value.</summary>
public abstract class FixedOptions(Func<IEnumerable<InputOption>> options) : IInputOptionsProvider
{
    public ValueTask<IReadOnlyList<InputOption>> GetOptionsAsync(CancellationToken cancellationToken) => new([.. options()]);
}

public sealed class StageOptions(Texts texts)
    : FixedOptions(() => Enum.GetValues<CaseStage>().Select(stage => new InputOption(texts.Of(stage), stage.ToString())));

public sealed class OutcomeOptions(Texts texts)
    : FixedOptions(() => Enum.GetValues<CaseOutcome>().Select(outcome => new InputOption(texts.Of(outcome), outcome.ToString())));

public sealed class ClockOptions(Texts texts, ClockCatalogue catalogue)
    : FixedOptions(() => catalogue.Rules.Select(rule => rule.Code).Distinct().Select(code => new InputOption($"{code} {texts.ClockName(code)}", code)));

/// <summary>The notices whose words a step can fill, as the Mail room lists them.</summary>
public sealed class NoticeOptions(Texts texts)
    : FixedOptions(() => NoticeKinds.ForSteps.Select(kind => new InputOption(texts[$"Notice.{kind.Key}.Name"], kind.Key)));

public sealed class UrgentCriterionOptions(Texts texts)
    : FixedOptions(() => UrgentCriteria.All.Select(criterion => new InputOption(texts["Intake.UrgentCriterion." + criterion], criterion)));

public sealed class TaskTypeOptions(Texts texts, BuiltInTaskForms forms)
    : FixedOptions(() => forms.TaskTypes.Select(type => new InputOption(texts["Task." + type], type)).Append(new InputOption(texts["Task.custom"], TaskForms.Custom)));

public sealed class RoleOptions(Texts texts)
    : FixedOptions(() => Roles.All.Select(role => new InputOption(texts.Has("Staff.Role." + role) ? texts["Staff.Role." + role] : role, role)));

/// <summary>The handling units as they are now, and the word for the case's own lead unit.</summary>
public sealed class UnitOptions(PetitionDbContext db, Texts texts) : IInputOptionsProvider
{
    public async ValueTask<IReadOnlyList<InputOption>> GetOptionsAsync(CancellationToken cancellationToken)
    {
        var units = await db.Set<Unit>().Where(u => u.IsActive).OrderBy(u => u.Name).Select(u => new InputOption(u.Name, u.Code)).ToListAsync(cancellationToken);
        return [new InputOption(texts["Task.lead-unit"], "lead"), .. units];
    }
}

/// <summary>The document templates with their titles; one that an administrator has published shows the version that the next paper is made from.</summary>
public sealed class DocumentTemplateOptions(PetitionDbContext db, Texts texts) : IInputOptionsProvider
{
    public async ValueTask<IReadOnlyList<InputOption>> GetOptionsAsync(CancellationToken cancellationToken)
    {
        var published = await db.Set<TemplateVersion>().GroupBy(v => v.Kind)
            .Select(versions => new { Kind = versions.Key, Version = versions.Max(v => v.Version) })
            .ToDictionaryAsync(newest => newest.Kind, newest => newest.Version, cancellationToken);
        return [.. DocumentKinds.All.Select(kind => new InputOption(Name(kind, published.GetValueOrDefault(kind.Key)), kind.Key))];
    }

    private string Name(DocumentKind kind, int version)
    {
        var title = texts[$"Document.{kind.Key}.title"];
        return version == 0 ? title : texts["Routing.TemplateOfVersion", title, version];
    }
}
