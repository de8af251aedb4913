namespace Ao.Sessions;

/// <summary>What is done about a step that failed.</summary>
internal enum FailureAnswer
{
    /// <summary>It is tried again, later.</summary>
    TryAgain,

    /// <summary>The session fails.</summary>
    Fail,

    /// <summary>The session stays done, and its change is proposed later: what it waits for, and until when, is said.</summary>
    DelayProposal,

    /// <summary>The session stays done, and its change is not proposed.</summary>
    RefuseProposal,
}
