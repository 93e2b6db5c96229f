using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Web.Tests.Hosting;

/// <summary>Cases on their way by the running flows, as far as a test of pages needs them; the housing bureau handles.</summary>
internal static class FlowSteps
{
    private static readonly (string, string)[] Result =
    [
        ("contactOn", "2026-03-02"), ("contactMethod", "phone"), ("process", "现场核查"), ("facts", "属实"), ("result", "已修复"),
        ("legalBasis", "《物业管理条例》第三十五条"), ("conclusion", "support"), ("petitionerView", "满意"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    extension(WebUnderTest web)
    {
        public async Task<Petition> RegisterAsync(string subject = "路灯不亮", string name = "信访人甲", string phone = "010-5550 0001", Guid? duplicateOf = null)
        {
            var entry = new RegisterEntry
            {
                Register = new LetterRegister { TakenBy = "clerk" },
                Petitioner = new Petitioner { Name = name, Gender = Gender.Male, Phone = phone, Address = "某街道" },
                Subject = subject, Text = subject + "，请求处理。", ReceivedAt = web.Office.Now,
            };
            var command = new RegisterPetition(entry, web.Office.Clerk.Act()) { DuplicateOfId = duplicateOf };
            var done = await web.TryAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, Cancellation));
            return await web.CaseAsync(done.Require().Id);
        }

        public Task<Petition> CaseAsync(Guid id) => web.Office.ReadAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == id, Cancellation));

        public Task<WorkTask> TaskAsync(Guid petitionId, string taskType) =>
            web.Office.ReadAsync(db => db.Set<WorkTask>().AsNoTracking().SingleAsync(t => t.PetitionId == petitionId && t.TaskType == taskType && t.State == TaskState.Open, Cancellation));

        public async Task CompleteAsync(Guid petitionId, string taskType, Viewer by, string outcome, params (string Field, string Value)[] data)
        {
            var task = await web.TaskAsync(petitionId, taskType);
            var command = new CompleteTask(task.Id, outcome, data.ToDictionary(d => d.Field, d => d.Value), by);
            (await web.TryAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(command, Cancellation))).Require();
        }

        public Task<Result<T>> TryAsync<THandler, T>(Func<THandler, Task<Result<T>>> act) where THandler : notnull =>
            web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync(act, Cancellation);

        public Task<Result> TryAsync<THandler>(Func<THandler, Task<Result>> act) where THandler : notnull =>
            web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync(act, Cancellation);

        /// <summary>What the heartbeat would do.</summary>
        public async Task PumpAsync()
        {
            await using var scope = web.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RunFlows>().RunAsync(Cancellation);
        }

        public async Task ToClassificationAsync(Guid id) => await web.CompleteAsync(id, "preliminary-review", web.Office.Clerk, "Accept");

        public async Task ClassifyAsync(Guid id, string importance = "Ordinary") =>
            await web.CompleteAsync(id, "classify", web.Office.Clerk, "Classified", ("matterClass", "Claim"), ("category", "纪检监察"), ("importance", importance));

        public async Task ToHandlingAsync(Guid id)
        {
            await web.ToClassificationAsync(id);
            await web.ClassifyAsync(id);
            await web.CompleteAsync(
                id, "assign", web.Office.Clerk, "Assign", ("leadUnit", web.Office.Housing.Id.ToString()), ("content", "核查"), ("requirements", "依法处理"), ("dueDays", "30"), ("overrideReason", "属地管理"));
            await web.CompleteAsync(id, "sign-for", web.Office.HousingHandler, "Sign", ("handler", web.Office.HousingHandler.UserId.ToString()));
        }

        public async Task ToVerificationAsync(Guid id, params (string Field, string Value)[] other)
        {
            await web.ToHandlingAsync(id);
            await web.CompleteAsync(id, "handle", web.Office.HousingHandler, "Submit", [.. Result.Where(r => other.All(o => o.Field != r.Item1)), .. other]);
            await web.CompleteAsync(id, "approve-result", web.Office.HousingHead, "Sign");
        }

        public Task PassAsync(Guid id) => web.CompleteAsync(id, "verify", web.Office.Clerk, "Pass", ("lawful", "yes"), ("solved", "yes"));

        public Task DeliverAsync(Guid id, string task = "deliver") => web.CompleteAsync(
            id, task, web.Office.Clerk, "Delivered", ("method", "mail"), ("deliveredOn", web.Time.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("proof", "挂号回执"));

        public async Task ToArchiveAsync(Guid id, params (string Field, string Value)[] result)
        {
            await web.ToVerificationAsync(id, result);
            await web.PassAsync(id);
            await web.DeliverAsync(id);
        }
    }
}
