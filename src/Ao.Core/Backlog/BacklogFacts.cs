namespace Ao.Backlog;

/// <summary>What happens to the issues that sessions are begun for.</summary>
internal static class BacklogFacts
{
    /// <summary>The issue is claimed, and a session is to be begun for it.</summary>
    /// <param name="Issue">Its id in the tracker.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Location">Where a person reads it.</param>
    /// <param name="Attempt">The number of the attempt, from 1.</param>
    /// <param name="BreaksDown">Whether a designer is to break it down.</param>
    internal sealed record Taken(string Issue, string Title, string Location, int Attempt, bool BreaksDown);

    internal sealed record Started(SessionId Session);

    /// <param name="Problem">Why the issue does not say that it is worked on, where it does not.</param>
    internal sealed record Marked(string? Problem);

    /// <summary>The issue was closed while it was worked on.</summary>
    internal sealed record IssueClosed;

    /// <summary>The session was told of that; or it had ended and is not to be told.</summary>
    /// <param name="Problem">Why the issue still says that it is worked on, where it does.</param>
    internal sealed record SessionTold(string? Problem = null);

    /// <param name="Reason">Why the attempt came to nothing.</param>
    /// <param name="IsSetAside">Whether a person is to look at it before it is begun again.</param>
    internal sealed record Failed(string Reason, bool IsSetAside);

    /// <summary>The attempt's session goes on, and the issue is held for it again.</summary>
    internal sealed record Resumed;

    /// <summary>The attempt's session goes on, but the issue is not its own any more.</summary>
    internal sealed record Parted;

    /// <summary>The designer has decided that the issue is one piece of work.</summary>
    internal sealed record FoundAtomic;

    /// <summary>The issue is free again: it was told what came of it, and the claim is given up.</summary>
    /// <param name="Problem">Why the issue could not be told, where it could not.</param>
    internal sealed record Left(string? Problem);

    /// <summary>The session's change is merged, or the parts are all closed: nothing is left to do.</summary>
    internal sealed record Finished(string? Problem);

    /// <summary>The designer was told what is wrong with its breakdown.</summary>
    /// <param name="Number">Which of its breakdowns it was.</param>
    internal sealed record BreakdownRefused(int Number);

    internal sealed record BreakdownAccepted(Breakdown Breakdown);

    internal sealed record PartCreated(string Key, string Issue);

    /// <summary>All parts are issues, and the issue itself waits for them.</summary>
    internal sealed record Divided(string? Problem);

    internal sealed record PartsClosed;
}
