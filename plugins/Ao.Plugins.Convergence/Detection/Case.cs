using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Something found, before it is put into words.</summary>
internal sealed record Case
{
    public required FindingRelation Relation { get; init; }

    /// <summary>Gets what each fork did, in the order of time.</summary>
    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>Gets the links between answers that were given apart.</summary>
    public IReadOnlyList<SetLink> Links { get; init; } = [];

    /// <summary>Gets the links between copies.</summary>
    public IReadOnlyList<UnitLink> Copies { get; init; } = [];

    /// <summary>Gets the reports that are about one problem.</summary>
    public Cluster? Reports { get; init; }

    public required double Confidence { get; init; }

    public required double Score { get; init; }

    public required string Id { get; init; }
}
