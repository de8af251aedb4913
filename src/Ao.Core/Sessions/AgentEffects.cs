using Ao.Effects;

namespace Ao.Sessions;

/// <summary>The effect of allowing an agent something: all that it says it will do is a parameter, so that a person consents to exactly that.</summary>
internal static class AgentEffects
{
    public static Effect Allow(SessionState state, AgentConsent request) => new()
    {
        Key = request.Operation,
        Kind = EffectKind.AgentAction,
        Project = state.Request.Project,
        Session = state.Id,
        Title = $"Allow {state.Id}: {Printable.Quote(request.Title)}",
        Parameters = request.Parameters,
    };

    /// <summary>Says to the agent what was decided.</summary>
    public static string MessageOf(AgentConsent request, bool granted, string? reason) => granted
        ? $"Your request for consent {request.Operation} was granted: \"{Printable.Quote(request.Title)}\". Do exactly what you asked for, once; anything else needs a request of its own."
        : $"Your request for consent {request.Operation} was not granted: \"{Printable.Quote(request.Title)}\". {reason ?? "No reason was given."} Do not do it.";
}
