using Ao.Reports;

namespace Ao.Convergence;

/// <summary>A problem that a fork met, and what became of it.</summary>
public sealed record ForkRecord
{
    /// <summary>Gets the record's id, unique in its fork.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the report.</summary>
    public required Report Report { get; init; }

    /// <summary>Gets when the problem was met.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the revision that resolved it, where one did.</summary>
    public string? ResolvedBy { get; init; }
}
