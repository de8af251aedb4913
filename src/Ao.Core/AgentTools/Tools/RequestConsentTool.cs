using System.Globalization;
using Ao.Effects;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.AgentTools.Tools;

/// <summary>Asks to be allowed something. The call does not wait: the outcome comes as a message.</summary>
internal sealed class RequestConsentTool(CallRecorder recorder, OperationKeys keys) : IAgentTool
{
    private const int MaxOpen = 10;
    private const int MaxRequests = 200;

    public ToolDefinition Definition { get; } = new(
        "request_consent",
        "Asks the operator to allow one thing that you may not do by yourself, such as what others would see or what cannot be undone. It returns at once; the decision comes later as a message. Do nothing of it before it is granted, and end your turn when you cannot go on without it.",
        ToolField.Line("action", "One line that says what you want to do.", required: true),
        ToolField.Text("details", "Exactly what you will do: commands, targets, content. The consent is for that and nothing else.", required: true),
        ToolField.Text("reason", "Why it is needed."));

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var title = arguments.Required("action");

        // A person decides on it, so that nothing of it may be hidden.
        var parameters = new Dictionary<string, string> { ["action"] = title, ["details"] = Printable.Escape(arguments.Required("details")) };
        if (arguments.Text("reason") is { } reason)
        {
            parameters["reason"] = Printable.Escape(reason);
        }

        var what = $"consent/{ContentHash.Of(title, parameters["details"], arguments.Text("reason"))}";
        return recorder.RecordAsync(caller, state => Decide(state, caller, what, title, parameters), cancellationToken);
    }

    private (IReadOnlyList<object>, string) Decide(SessionState state, AgentToolCaller caller, string what, string title, Dictionary<string, string> parameters)
    {
        // What was decided is asked anew when it is asked again: a consent is for one time.
        var earlier = state.ConsentRequests.FindAll(request => request.Operation.Value.StartsWith(keys.Of(state.Id, what).Value, StringComparison.Ordinal));
        if (earlier.Find(static request => request.Granted is null) is { } open)
        {
            return ([], $"You have asked for this before, as {open.Operation}, and it is not decided yet. {Ending}");
        }

        if (state.ConsentRequests.Count >= MaxRequests || state.ConsentRequests.Count(static request => request.Granted is null) >= MaxOpen)
        {
            throw new AoException($"Your session has asked for too much: at most {MaxOpen} requests may be open, and {MaxRequests} made in all. End your turn and wait for the decisions.");
        }

        var operation = keys.Of(state.Id, string.Create(CultureInfo.InvariantCulture, $"{what}/{earlier.Count + 1}"));
        return ([new Facts.ConsentRequested(caller.Run.Number, operation, title, parameters)], $"The operator is asked, as {operation}. {Ending}");
    }

    private const string Ending = "The decision comes to you as a message. Do nothing of it before; if you cannot go on without it, end your turn now.";
}
