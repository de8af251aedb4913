namespace Ao.Claims;

/// <summary>What came of claiming.</summary>
/// <param name="IsGranted">Whether it is held by whom it was asked for.</param>
/// <param name="Claim">The claim that stands now, whoever holds it.</param>
public sealed record ClaimAnswer(bool IsGranted, HeldClaim Claim);
