namespace Ao.PullRequests;

/// <summary>What became of a proposal.</summary>
public enum ProposalState
{
    /// <summary>It was not opened: a person said no, or it failed.</summary>
    Refused,

    /// <summary>It is open.</summary>
    Open,

    /// <summary>It was merged.</summary>
    Merged,

    /// <summary>It was closed on the forge without a merge: a person decides what becomes of the session.</summary>
    Closed,

    /// <summary>It is not known whether it was opened, changed or merged: a person must look, and settle <see cref="ProposedChange.Operation"/>.</summary>
    Unknown,

    /// <summary>Another session, here or of another host, owns it now: this one changes it no more.</summary>
    TakenOver,

    /// <summary>It is not opened yet, because the forge could not be reached or asked to wait: <see cref="ProposedChange.Wait"/> says until when.</summary>
    Waiting,
}
