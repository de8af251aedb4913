using Ao.Scm;

namespace Ao.Ledger;

/// <summary>A chain to bring from another place.</summary>
public sealed record LedgerFetchRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the publisher: 16 hexadecimal digits.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the place: a folder, an address, or a bundle file. Which form the chain has there is found out.</summary>
    public required string Location { get; init; }

    /// <summary>Gets the newest commit that the host has verified, where what is kept behind it was refused and shall stand in the way of nothing. It must be kept here.</summary>
    /// <value>The default is <see langword="null"/>: what comes has to build on all that is kept.</value>
    public string? Verified { get; init; }

    /// <summary>Gets the limits.</summary>
    public LedgerLimits Limits { get; init; } = new();
}
