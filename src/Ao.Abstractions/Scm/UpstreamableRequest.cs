namespace Ao.Scm;

/// <summary>Changes of a fork to look at for its source.</summary>
public sealed record UpstreamableRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the fork.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets the fork's branch.</summary>
    public required string Branch { get; init; }

    /// <summary>Gets the paths that the fork keeps for itself: a file, a folder with all below it, or a pattern in which <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> ForkOnlyPaths { get; init; } = [];

    /// <summary>Gets how many changes are looked at, the newest.</summary>
    /// <value>The default is 200.</value>
    public int MaxChanges { get; init; } = 200;
}
