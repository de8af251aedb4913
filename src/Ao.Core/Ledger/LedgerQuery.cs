namespace Ao.Ledger;

/// <summary>Which records of a project's ledgers are asked for.</summary>
public sealed record LedgerQuery
{
    /// <summary>Gets the publisher.</summary>
    /// <value>The default is <see langword="null"/>: all that are trusted.</value>
    public string? Publisher { get; init; }

    /// <summary>Gets the kind.</summary>
    /// <value>The default is <see langword="null"/>: all.</value>
    public string? Kind { get; init; }

    /// <summary>Gets whether records that were withdrawn or superseded are given too.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IncludesPast { get; init; }

    /// <summary>Gets how many are given at most, the newest.</summary>
    /// <value>The default is 1,000.</value>
    public int Most { get; init; } = 1_000;
}
