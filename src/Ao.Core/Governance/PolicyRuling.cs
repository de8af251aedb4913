namespace Ao.Governance;

/// <summary>What the floor, the gates and all policies together say of an effect.</summary>
/// <param name="Reasons">What each of them that does not simply allow it says.</param>
internal sealed record PolicyRuling(IReadOnlyList<PolicyReason> Reasons)
{
    /// <summary>Gets the strictest answer.</summary>
    public PolicyVerdict Verdict => Reasons.Count == 0 ? PolicyVerdict.Allow : Reasons.Max(static reason => reason.Verdict);

    /// <summary>Gets why that is so, a line each.</summary>
    public IReadOnlyList<string> Why => [.. Reasons.Where(reason => reason.Verdict == Verdict).Select(static reason => reason.Text)];
}
