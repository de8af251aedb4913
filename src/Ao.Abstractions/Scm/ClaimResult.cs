namespace Ao.Scm;

/// <summary>What came of claiming.</summary>
/// <param name="Granted">Whether it was the request's own holder that holds it now.</param>
/// <param name="Claim">The claim that stands now, whoever holds it.</param>
public sealed record ClaimResult(bool Granted, WorkClaim Claim);
