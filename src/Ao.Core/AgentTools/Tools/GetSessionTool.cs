namespace Ao.AgentTools.Tools;

/// <summary>Reads a session of the caller's project: whole where it is the caller's own or the caller coordinates, in brief otherwise.</summary>
internal sealed class GetSessionTool(ProjectView view) : IAgentTool
{
    public ToolDefinition Definition { get; } = new(
        "get_session",
        "Reads a session: your own, with your task, messages and answers, or another of your project.",
        ToolField.Line("session", "The id, as list_sessions gives it. Without it, your own."));

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var session = view.Get(caller, arguments.Text("session") ?? caller.Session.Value);
        var isWhole = session.Id == caller.Session || caller.Role == SessionRole.Orchestrator;
        return Task.FromResult(ToolJson.Write(writer =>
        {
            if (isWhole)
            {
                SessionWriter.WriteWhole(writer, session);
            }
            else
            {
                SessionWriter.WriteBrief(writer, session);
            }
        }));
    }
}
