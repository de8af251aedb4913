namespace Ao.Governance;

/// <summary>The answer of a policy.</summary>
public sealed record PolicyAnswer
{
    private PolicyAnswer(PolicyVerdict verdict, string? reason) => (Verdict, Reason) = (verdict, reason);

    /// <summary>Gets the answer that has nothing against the effect.</summary>
    public static PolicyAnswer Allow { get; } = new(PolicyVerdict.Allow, null);

    /// <summary>Gets what is said.</summary>
    public PolicyVerdict Verdict { get; }

    /// <summary>Gets why; people read it.</summary>
    public string? Reason { get; }

    /// <summary>Makes the answer that a person shall decide.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The answer.</returns>
    public static PolicyAnswer Ask(string reason) => new(PolicyVerdict.Ask, reason);

    /// <summary>Makes the answer that it shall not be done.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The answer.</returns>
    public static PolicyAnswer Deny(string reason) => new(PolicyVerdict.Deny, reason);
}
