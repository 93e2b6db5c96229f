// Each class here breaks one rule. Nothing uses them; the rules must find them.
#pragma warning disable CS0169, IDE0051

namespace WorkflowRuntime.Wrong
{
    internal class EngineThatKnowsPetitions
    {
        private readonly PetitionWorkflow.Petitions.Petition? _petition;
    }
}

namespace PetitionWorkflow.Shared.Wrong
{
    internal sealed class LeftRoomThatKnowsARightOne
    {
        private readonly PetitionWorkflow.Tasks.WorkTask? _task;
    }
}

namespace PetitionWorkflow.Mail.Wrong
{
    internal sealed class RoomThatUsesTheEngine
    {
        private readonly WorkflowRuntime.Execution.StartWorkflow? _start;
    }

    internal sealed class RoomThatUsesHangfire
    {
        private readonly Hangfire.IBackgroundJobClient? _jobs;
    }

    internal sealed class RoomThatUsesAProvider
    {
        private readonly Npgsql.NpgsqlConnection? _connection;
    }
}

namespace PetitionWorkflow.Petitions.Wrong
{
    internal sealed class RoomThatUsesMailKit
    {
        private readonly MimeKit.MimeMessage? _message;
    }

    internal sealed class PetitionHelper;
}

namespace PetitionWorkflow.Web.Tasks.Wrong
{
    internal sealed class PageThatSchedulesJobs
    {
        private readonly Hangfire.IBackgroundJobClient? _jobs;
    }
}

namespace PetitionWorkflow.Staff.Wrong
{
    internal sealed class RoomThatKnowsAPage
    {
        private readonly PetitionWorkflow.Web.Staff.SignInInput? _input;
    }
}
