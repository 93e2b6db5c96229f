using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>Art. 30 ¶3: whoever is accused learns nothing of the case, by no way round; and who has moved away holds nothing up.</summary>
public sealed class KeptFromCasesTests
{
    [Fact]
    public async Task ASecondLetterAboutAnAccusation_IsKeptFromTheSamePeople_FromTheMomentOfItsRegistration()
    {
        await using var office = await Office.OpenAsync();
        var (unit, person) = (Guid.Parse(await office.UnitAsync("housing")), (await office.PersonAsync("clerk2")).UserId);
        var first = await RegisterAsync(office, r => r with { Accused = new Accused(unit, person) });

        var second = await RegisterAsync(office, r => r with { DuplicateOfId = first });

        Assert.Equal(unit, (await office.CaseAsync(second)).AccusedUnitId);
        Assert.Equal([person], await office.Service.QueryAsync(db => db.Set<BarredPerson>().Where(b => b.PetitionId == second).Select(b => b.PersonId).ToListAsync(Office.Cancellation)));
    }

    [Fact]
    public async Task AnUrgentAccusation_IsToldToNoLeaderOfTheAccusedUnit()
    {
        await using var office = await Office.OpenAsync();
        var unit = Guid.Parse(await office.UnitAsync("housing"));
        await MoveAsync(office, "leader", unit);

        var id = await RegisterAsync(office, r => r with { Accused = new Accused(unit, null), UrgentCriterion = UrgentCriteria.MassIncident });

        var told = await office.Service.QueryAsync(db => db.Set<OutgoingMail>().Where(m => m.PetitionId == id).Select(m => m.ToAddress).ToListAsync(Office.Cancellation));
        Assert.DoesNotContain("leader@office.example", told);
    }

    [Fact]
    public async Task AResultThatComesBack_AfterItsHandlerMovedToAnotherUnit_WaitsForTheUnit()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        await office.ReportResultAsync(id);
        await MoveAsync(office, "environment.handler", Guid.Parse(await office.UnitAsync("housing")));

        await office.CompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "问题未解决"));

        var task = Assert.Single(await office.OpenTasksAsync(id), t => t.TaskType == "handle");
        Assert.Equal((Guid.Parse(await office.UnitAsync("environment")), null), (task.UnitId!.Value, task.AssigneeId));
    }

    private static async Task<Guid> RegisterAsync(Office office, Func<RegisterPetition, RegisterPetition> with)
    {
        var entry = new RegisterEntry
        {
            Register = new LetterRegister { TakenBy = "clerk" },
            Petitioner = new Petitioner { Name = "来信人", Gender = Gender.Female, Phone = "13800000000", Address = "某街道" },
            Subject = "反映工作人员失职",
            Text = "反映工作人员多次推诿，请求调查处理。",
            ReceivedAt = office.Service.Time.GetUtcNow().UtcDateTime,
        };
        var command = with(new RegisterPetition(entry, (await office.PersonAsync("clerk")).Act()));
        return (await office.Service.DoAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, Office.Cancellation))).Id;
    }

    private static Task MoveAsync(Office office, string userName, Guid unit) => office.Service.QueryAsync(db =>
        db.Set<StaffMember>().Where(s => s.UserName == userName).ExecuteUpdateAsync(s => s.SetProperty(x => x.UnitId, unit), Office.Cancellation));
}
