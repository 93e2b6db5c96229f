using PetitionWorkflow.Web.Commands;
using PetitionWorkflow.Web.Hosting;
using PetitionWorkflow.Web.Layout;

var commandLine = CommandLine.Parse(args);

// The program's own files lie beside it; data lies where it is started (Storage:Root).
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = commandLine.HostArguments,
    ContentRootPath = AppContext.BaseDirectory,
    WebRootPath = "wwwroot",
});

builder.Services
    .AddLanguages()
    .AddErrorAnswers()
    .AddPages()
    .AddNavigation()
    .AddCommands();
builder.Services.AddHealthChecks();

await using var app = builder.Build();

if (commandLine.CommandName is not null)
{
    return await commandLine.RunAsync(app.Services);
}

app.UseErrorAnswers();
app.UseSecurityHeaders();
app.UseClientFiles();
app.UseRouting();
app.UseLanguages();
app.UseAuthorization();

app.MapHealth();
app.MapLanguageSwitch();
app.MapRazorPages();

await app.RunAsync();
return 0;

public sealed partial class Program;
