namespace Ao.Git.Histories;

/// <summary>Where the branches of forks and of the source lie in Ao's own repositories: off all branches of sessions.</summary>
internal static class ForkRefs
{
    /// <summary>Where the source's branches lie.</summary>
    public const string Source = "refs/ao/upstream/heads/";

    private const int MaxId = 64;

    /// <summary>Gives where a fork's branches lie.</summary>
    public static string HeadsOf(string forkId) => $"refs/ao/histories/{Require(forkId)}/heads/";

    /// <exception cref="AoException">It is no name of a fork.</exception>
    public static string Require(string? forkId) => forkId is { Length: > 0 and <= MaxId } && forkId.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-') && forkId[0] != '-'
        ? forkId
        : throw new AoException($"'{Printable.Quote(forkId)}' cannot name a fork. Use 1 to {MaxId} lower-case letters, digits and hyphens, not first a hyphen.");
}
