using Ao.Scm;

namespace Ao.Ledger;

/// <summary>Commits of a chain to read.</summary>
public sealed record LedgerRead
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the publisher: 16 hexadecimal digits.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the commit up to which the chain was read before; <see langword="null"/> reads from its beginning.</summary>
    public string? After { get; init; }

    /// <summary>Gets the commit to read up to; <see langword="null"/> reads up to the head that is kept here.</summary>
    public string? Until { get; init; }

    /// <summary>Gets the limits.</summary>
    public LedgerLimits Limits { get; init; } = new();
}
