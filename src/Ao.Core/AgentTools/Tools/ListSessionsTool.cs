using Ao.Sessions;

namespace Ao.AgentTools.Tools;

/// <summary>Lists the sessions of the caller's project.</summary>
internal sealed class ListSessionsTool(ProjectView view) : IAgentTool
{
    private const int MaxListed = 100;

    private static readonly string[] s_statuses = [.. Enum.GetNames<SessionStatus>().Select(SessionWriter.Word)];

    public ToolDefinition Definition { get; } = new(
        "list_sessions",
        "Lists the sessions of your project, the newest last: who else works here, at what, and how far they are.",
        ToolField.Choice("status", "Lists those of this status only.", s_statuses),
        ToolField.Count("limit", "How many of the newest to list.", 1, MaxListed));

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var wanted = arguments.Text("status");
        var sessions = view.List(caller).Where(session => wanted is null || SessionWriter.Word(session.Status.ToString()) == wanted).ToList();
        var listed = sessions.TakeLast(arguments.Count("limit") ?? MaxListed).ToList();
        return Task.FromResult(ToolJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("you"u8, caller.Session.Value);
            writer.WriteStartArray("sessions"u8);
            foreach (var session in listed)
            {
                if (caller.Role == SessionRole.Orchestrator)
                {
                    SessionWriter.WriteRow(writer, session);
                }
                else
                {
                    SessionWriter.WriteBrief(writer, session);
                }
            }

            writer.WriteEndArray();
            writer.WriteNumber("not_listed"u8, sessions.Count - listed.Count);
            writer.WriteEndObject();
        }));
    }
}
