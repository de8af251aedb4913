namespace Ao.Convergence;

/// <summary>A record that is about to be signed.</summary>
public sealed record PlannedRecord
{
    /// <summary>Gets its kind, such as <c>report</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets what it is about: the report, the session, the finding, the dependency or the fork.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets the text that is signed, as JSON, but for what the ledger itself adds to each record.</summary>
    public required string Content { get; init; }

    /// <summary>Gets the session that it came from.</summary>
    public string? SourceSession { get; init; }

    /// <summary>Gets how many secrets and paths of this machine were taken out of it.</summary>
    public int Redactions { get; init; }
}
