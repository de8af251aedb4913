using Ao.Scm;

namespace Ao.Claims;

/// <summary>Says who holds what.</summary>
internal static class ClaimTexts
{
    private const int MaxReasonLength = 500;

    /// <summary>Names a holder. What another host wrote is shown within bounds.</summary>
    public static string NameOf(ClaimHolder holder, string own) => (holder.Instance == own, holder.Session) switch
    {
        (true, { } session) => $"session '{session}'",
        (true, null) => "this orchestrator, for a session that it is about to begin or for what waits for a person or for parts",
        (false, { } session) => $"session '{session}' of orchestrator '{Printable.Quote(holder.Instance)}'",
        _ => $"orchestrator '{Printable.Quote(holder.Instance)}'",
    };

    public static string HeldBy(string resource, ClaimHolder holder, string own) =>
        $"{char.ToUpperInvariant(resource[0])}{ClaimResource.Describe(resource)[1..]} is held by {NameOf(holder, own)}. Leave it to its owner, or take it over (Claims.TakeOverAsync), which a person decides.";

    /// <summary>Checks why something is taken over.</summary>
    /// <exception cref="AoException">It says nothing, or too much.</exception>
    public static string CheckReason(string reason)
    {
        var clean = Printable.Line(Printable.Clean(reason)).Trim();
        return clean.Length is > 0 and <= MaxReasonLength
            ? clean
            : throw new AoException($"The reason has {clean.Length} characters. Say in 1 to {MaxReasonLength} why another's work is taken over: its owner and the record are told.");
    }
}
