namespace Ao.Convergence;

/// <summary>The fact that something was put into the ledger of a project.</summary>
/// <param name="Kind">The kind of the record.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Record">The record.</param>
internal sealed record PublicationAdded(string Kind, string Subject, string Record);
