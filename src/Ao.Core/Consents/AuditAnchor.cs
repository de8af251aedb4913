namespace Ao.Consents;

/// <summary>The head of the audit trail, kept apart from the trail so that a trail cut short is noticed.</summary>
/// <param name="Entry">The number of the newest entry, from 1; 0 for none.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record AuditAnchor(long Entry, string Hash);
