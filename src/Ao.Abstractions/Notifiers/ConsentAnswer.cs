namespace Ao.Notifiers;

/// <summary>A person's answer.</summary>
/// <param name="ConsentId">The request that is answered.</param>
/// <param name="Approved">Whether it may be done.</param>
/// <param name="Operator">Who answered, as the channel has authenticated them.</param>
/// <param name="Reason">Why, where they said so.</param>
public sealed record ConsentAnswer(string ConsentId, bool Approved, string Operator, string? Reason = null);
