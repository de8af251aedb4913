namespace Ao.Governance;

/// <summary>Why an effect is not simply allowed.</summary>
/// <param name="Verdict">What is said.</param>
/// <param name="Text">Who says it, and why.</param>
internal sealed record PolicyReason(PolicyVerdict Verdict, string Text);
