namespace Ao.Plugins.Git.Forge;

/// <summary>A push that was begun and of which it is not known whether it ended well.</summary>
/// <param name="Revision">The commit.</param>
/// <param name="Branch">The branch.</param>
/// <param name="MayRun">Whether git may still be at it: it outlives a host that was killed.</param>
internal sealed record PushAttempt(string Revision, string Branch, bool MayRun)
{
    private const string Running = "running";
    private const string Ended = "ended";

    public static PushAttempt? Parse(string text) =>
        text.Split(' ', 3) is [Running or Ended, var revision, { Length: > 0 } branch] parts && Ao.Git.Revision.IsRevision(revision) && !branch.Any(char.IsControl)
            ? new PushAttempt(revision, branch, parts[0] == Running)
            : null;

    public override string ToString() => $"{(MayRun ? Running : Ended)} {Revision} {Branch}";
}
