using Ao.Effects;
using Ao.Sessions;

namespace Ao.AgentTools.Tools;

/// <summary>Asks for a session in the orchestrator's own project.</summary>
internal sealed class SpawnTool(ProjectView view, SessionCommands sessions) : IAgentTool
{
    private static readonly string[] s_roles = ["worker", "reviewer", "designer"];

    public ToolDefinition Definition { get; } = new(
        "spawn",
        "Starts a session: an agent with a task and a workspace of its own in your project. It is queued and starts on its own.",
        ToolField.Text("prompt", "The task, whole: the agent knows nothing else.", required: true),
        ToolField.Line("title", "One line that names the task."),
        ToolField.Choice("role", "What the session is for. worker: makes a change. reviewer: reads and gives a verdict. designer: designs.", s_roles),
        ToolField.Line("reviews", "For a reviewer: the id of the session of your project whose change it reads. That session must be done."),
        ToolField.Line("agent", "The agent to use. Without it, the project's."),
        ToolField.Line("branch", "The branch to work on. Without it, one of the session's own."),
        ToolField.Texts("depends_on", "The ids of sessions of your project whose changes have to be merged before this one's."),
        ToolField.Line("key", "A name of your intent: a second call with the same key gives the same session instead of another."))
    {
        OnlyFor = SessionRole.Orchestrator,
    };

    public async Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var request = new SpawnRequest
        {
            Project = caller.Project.Value,
            Prompt = arguments.Required("prompt"),
            Title = arguments.Text("title"),
            Agent = arguments.Text("agent"),
            Role = arguments.Text("role") switch { "reviewer" => SessionRole.Reviewer, "designer" => SessionRole.Designer, _ => SessionRole.Worker },
            Branch = arguments.Text("branch"),
            Reviews = arguments.Text("reviews") is { } reviewed ? view.GetOther(caller, reviewed, "have reviewed").Id : null,
            DependsOn = [.. arguments.Texts("depends_on").Select(id => view.GetOther(caller, id, "depend on").Id)],

            SpawnedBy = caller.Session,

            // The caller's own, so that no key reaches another orchestrator's sessions.
            Key = arguments.Text("key") is { } key ? new OperationKey($"agent/{caller.Session}/{OperationKeys.Part(key)}") : null,
        };
        var session = await sessions.SpawnAsync(request, cancellationToken).ConfigureAwait(false);
        return ToolJson.Write(writer => SessionWriter.WriteRow(writer, session));
    }
}
