using PetitionWorkflow;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Web.Api;
using PetitionWorkflow.Web.Commands;
using PetitionWorkflow.Web.Deadlines;
using PetitionWorkflow.Web.Designer;
using PetitionWorkflow.Web.Hosting;
using PetitionWorkflow.Web.Intake;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Petitions;
using PetitionWorkflow.Web.Public;
using PetitionWorkflow.Web.Staff;
using PetitionWorkflow.Web.Tasks;

var commandLine = CommandLine.Parse(args);

// The program's own files lie beside it; data lies where it is started (Storage:Root).
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = commandLine.HostArguments,
    ContentRootPath = AppContext.BaseDirectory,
    WebRootPath = "wwwroot",
});

builder.Services
    .AddPetitionWorkflow(builder.Configuration)
    .AddSignIn()
    .AddLanguages()
    .AddErrorAnswers()
    .AddPages()
    .AddNavigation()
    .AddIntakePages()
    .AddPublicPages(builder.Configuration)
    .AddTaskPages()
    .AddDeadlinePages()
    .AddCasePages()
    .AddApi(builder.Configuration)
    .AddDesigner(builder.Configuration)
    .AddCommands();
builder.Services.AddHealthChecks();
if (commandLine.CommandName is null)
{
    builder.Services.AddJobHosting(builder.Configuration);
}
else
{
    // What a command prints is for scripts; the log goes beside it.
    builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}

await using var app = builder.Build();

// At a cold start the database and the routes each take a while; neither needs the other.
var preparing = commandLine.AsksForHelp ? Task.CompletedTask : Task.Run(() => app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync());
if (commandLine.CommandName is not null)
{
    if (!await preparing.SucceedsAsync())
    {
        return 1;
    }

    return await commandLine.RunAsync(app.Services);
}

app.UseTrustedProxies();
app.UseErrorAnswers();
app.UseSecurityHeaders();
app.UseClientFiles();
app.UseDesignerBundle();
app.UseRouting();
app.UseLanguages();
app.UseAuthentication();
app.UseAuthorization();
app.UseHiddenAccusations();
app.UseRateLimiter();

app.MapHealth();
app.MapLanguageSwitch();
app.MapRazorPages();
app.MapCaseFiles();
app.MapApi();
app.MapDesigner();
app.MapJobDashboard();

if (!await preparing.SucceedsAsync())
{
    return 1;
}

app.UseTimetable();
app.ForgetStartUp();
return await app.ServeAsync();

public sealed partial class Program;
