namespace Ao.Agents;

/// <summary>How far a message got, and why not further.</summary>
/// <param name="Stage">The stage that was reached for certain.</param>
/// <param name="Reason">Why it got no further, where it failed.</param>
public sealed record MessageDelivery(MessageStage Stage, string? Reason = null);
