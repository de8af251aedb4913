namespace Ao.Scm;

/// <summary>Changes of a fork to read.</summary>
public sealed record ForkChangesRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the fork; <see langword="null"/> reads the source's own changes since the forks left it (<see cref="After"/>).</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets the branch.</summary>
    public required string Branch { get; init; }

    /// <summary>Gets revisions whose changes are left out, with all that they contain: what was read before.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Gets how large a patch may be, in bytes; of a larger one the beginning is given.</summary>
    /// <value>The default is 256 KiB.</value>
    public int MaxPatch { get; init; } = 256 * 1024;

    /// <summary>Gets how many changes are read, the newest.</summary>
    /// <value>The default is 20,000.</value>
    public int MaxChanges { get; init; } = 20_000;
}
