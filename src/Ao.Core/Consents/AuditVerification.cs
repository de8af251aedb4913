namespace Ao.Consents;

/// <summary>The result of verifying the audit trail.</summary>
/// <param name="IsIntact">Whether every entry fits the one before it and the newest is the one that was anchored last.</param>
/// <param name="Entries">How many entries were read.</param>
/// <param name="FirstBadEntry">The number of the first entry that does not fit, from 1.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record AuditVerification(bool IsIntact, long Entries, long? FirstBadEntry = null, string? Problem = null);
