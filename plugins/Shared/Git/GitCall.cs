using Ao.Commands;

namespace Ao.Git;

/// <summary>One run of git.</summary>
internal sealed record GitCall(params IReadOnlyList<string> Arguments)
{
    /// <summary>Gets the repository whose configuration holds: one that no agent can write, or the owner's own.</summary>
    public string? GitDir { get; init; }

    public string? WorkTree { get; init; }

    public string? IndexFile { get; init; }

    public string Input { get; init; } = "";

    /// <summary>Gets the input where it is no text; it takes the place of <see cref="Input"/>.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    public int OutputLimit { get; init; } = 1024 * 1024;

    /// <summary>Gets the moment that commits are dated with; without one, git takes its own clock.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Gets how long this run may take, where that is less than the options allow. One that takes longer is a result that timed out, and no error.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Gets how many bytes git may ask for at once, where that is bounded: what others have packed can claim any size.</summary>
    public long? AllocationLimit { get; init; }

    /// <summary>Gets what is given the output as it comes, as bytes.</summary>
    public ICommandObserver? Observer { get; init; }

    /// <summary>Gets variables that this run sees beside those of every run: how a remote is reached. They may hold a secret, and are shown nowhere.</summary>
    public IReadOnlyDictionary<string, string?>? Environment { get; init; }
}
