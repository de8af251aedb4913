using Ao.Sessions;

namespace Ao.AgentTools.Tools;

/// <summary>Tells another session of the project something.</summary>
internal sealed class SendTool(ProjectView view, SessionCommands sessions) : IAgentTool
{
    public ToolDefinition Definition { get; } = new(
        "send",
        "Tells another session of your project something. The message is queued until its agent can take it; get_session shows how far it got.",
        ToolField.Line("session", "The id of the session.", required: true),
        ToolField.Text("text", "What to tell it.", required: true))
    {
        OnlyFor = SessionRole.Orchestrator,
    };

    public async Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var session = view.GetOther(caller, arguments.Required("session"), "send messages to");
        var receipt = await sessions.SendAsync(session.Id, arguments.Required("text"), cancellationToken).ConfigureAwait(false);
        return $"Queued as {receipt.Id}.";
    }
}
