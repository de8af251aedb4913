using Ao.Scm;

namespace Ao.Ledger;

/// <summary>A commit to add to a chain.</summary>
public sealed record LedgerAppend
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the publisher: 16 hexadecimal digits.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the commit that it builds on; <see langword="null"/> begins the chain.</summary>
    public required string? Parent { get; init; }

    /// <summary>Gets the files that it adds or replaces, by their paths in the tree.</summary>
    public required IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; init; }

    /// <summary>Gets the first line of its message.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the name of author and committer.</summary>
    public required string Author { get; init; }

    /// <summary>Gets when it is made; whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what signs: given the commit without a signature, it gives an armored signature as <c>ssh-keygen -Y sign -n git</c> does.</summary>
    public required Func<ReadOnlyMemory<byte>, string> Sign { get; init; }
}
