namespace Ao.Reviews;

/// <summary>What is next for the review of a session's change.</summary>
internal abstract record ReviewStep
{
    private ReviewStep()
    {
    }

    /// <summary>Nothing, until something happens.</summary>
    internal sealed record Rest : ReviewStep;

    /// <summary>Nothing, until something happens or it is that late.</summary>
    internal sealed record WaitUntil(DateTimeOffset Time) : ReviewStep;

    /// <summary>Start a reviewer of a tier on a revision.</summary>
    internal sealed record Start(string Tier, string Revision, int Round) : ReviewStep;

    /// <summary>Take down that the reviewer's agent runs.</summary>
    internal sealed record NoteRunning(int Round) : ReviewStep;

    /// <summary>End the reviewer whose revision is not the head any more.</summary>
    internal sealed record Outdate(int Round, string Reason) : ReviewStep;

    /// <summary>Take the reviewer's verdict.</summary>
    internal sealed record TakeVerdict(int Round) : ReviewStep;

    /// <summary>End the reviewer: what it has said, if anything, does not count.</summary>
    internal sealed record Fail(int Round, string Reason) : ReviewStep;

    /// <summary>Tell the author what has to change.</summary>
    internal sealed record Send(int Round) : ReviewStep;

    /// <summary>Call a person.</summary>
    internal sealed record Stop(ReviewStall Stall) : ReviewStep;

    /// <summary>Go on: what it had stalled for has passed.</summary>
    internal sealed record GoOn(string Reason) : ReviewStep;
}
