using Ao.Scm;

namespace Ao.Ledger;

/// <summary>A chain to bring to another place.</summary>
public sealed record LedgerPushRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the publisher: 16 hexadecimal digits.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the commit to bring, with those that it builds on. What was added since is not brought: a person may have agreed to this one only.</summary>
    /// <value>The default is <see langword="null"/>: the newest.</value>
    public string? Head { get; init; }

    /// <summary>Gets the place: a folder, an address, or the path of the bundle file to write.</summary>
    public required string Location { get; init; }

    /// <summary>Gets how the chain is to lie there.</summary>
    /// <value>The default is <see cref="LedgerForm.Reference"/>.</value>
    public LedgerForm Form { get; init; }
}
