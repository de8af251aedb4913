namespace Ao.Git;

/// <summary>The grammar of revisions: the full id of a commit.</summary>
internal static class Revision
{
    /// <summary>Gives the revision back where it is one.</summary>
    /// <exception cref="AoException">It is not.</exception>
    public static string Require(string? revision) => IsRevision(revision)
        ? revision!
        : throw new AoException($"'{Printable.Quote(revision)}' is not a revision. Give the full id of a commit, as a snapshot names it.");

    public static bool IsRevision(string? text) => text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigitLower);
}
