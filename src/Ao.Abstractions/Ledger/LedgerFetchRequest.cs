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

    /// <summary>Gets the limits.</summary>
    public LedgerLimits Limits { get; init; } = new();
}
