namespace Ao.Consents;

/// <summary>A question that a rule matches and that was not answered.</summary>
/// <param name="Consent">The question as it was when the rule was applied.</param>
/// <param name="Reason">Why not.</param>
public sealed record ConsentNotAnswered(Consent Consent, string Reason);
