namespace Ao.Enforcement;

/// <summary>The level that is in force for a session, and why it is no other.</summary>
/// <param name="Level">The level.</param>
/// <param name="Reason">What it rests on, or what keeps it from a higher one.</param>
public sealed record SessionEnforcement(EnforcementLevel Level, string Reason);
