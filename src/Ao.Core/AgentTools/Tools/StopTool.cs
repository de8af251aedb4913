using Ao.Sessions;

namespace Ao.AgentTools.Tools;

/// <summary>Stops another session of the project.</summary>
internal sealed class StopTool(ProjectView view, SessionCommands sessions, TimeProvider time) : IAgentTool
{
    /// <summary>How long the call waits for the processes to end. They are ended all the same.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public ToolDefinition Definition { get; } = new(
        "stop",
        "Stops another session of your project: its agent is ended, its workspace stays.",
        ToolField.Line("session", "The id of the session.", required: true),
        ToolField.Text("reason", "Why, for the record."))
    {
        OnlyFor = SessionRole.Orchestrator,
    };

    public async Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var session = view.GetOther(caller, arguments.Required("session"), "stop");
        var reason = $"Stopped by {caller.Session}{(arguments.Text("reason") is { } why ? $": {why}" : ".")}";
        using var patience = new CancellationTokenSource(s_patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var stopped = await sessions.StopAsync(session.Id, reason, waiting.Token).ConfigureAwait(false);
            return $"{stopped.Id} is {SessionWriter.Word(stopped.Status.ToString())}.";
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"{session.Id} is being stopped; its processes have not ended yet.";
        }
    }
}
