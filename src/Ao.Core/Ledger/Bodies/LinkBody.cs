namespace Ao.Ledger.Bodies;

/// <summary>How two records or changes are related, as its publisher sees it.</summary>
internal sealed record LinkBody
{
    /// <summary>Gets the one: the id of a record, or a revision.</summary>
    public required string A { get; init; }

    /// <summary>Gets the other.</summary>
    public required string B { get; init; }

    /// <summary>Gets the relation: <c>duplicate</c>, <c>ported</c>, <c>converges</c>, <c>conflicts</c>, or <c>supersedes</c>: A stands in the place of B, where both are the publisher's own.</summary>
    public required string Relation { get; init; }

    /// <summary>Gets what speaks for it, each with its weight.</summary>
    public IReadOnlyDictionary<string, double>? Features { get; init; }

    /// <summary>Gets how sure the publisher is, from 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary>Gets what found it, with its version.</summary>
    public string? Algorithm { get; init; }
}
