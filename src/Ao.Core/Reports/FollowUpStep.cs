namespace Ao.Reports;

/// <summary>What is next for a report.</summary>
internal enum FollowUpStep
{
    /// <summary>Nothing, until something happens.</summary>
    Rest,

    /// <summary>Decide where it goes.</summary>
    Route,

    /// <summary>Tell the issue of the report that it is linked to.</summary>
    Mention,

    /// <summary>Find or make its issue.</summary>
    ResolveIssue,

    /// <summary>Have the issue say how much it weighs by now.</summary>
    Label,

    /// <summary>Decide how far it is followed up.</summary>
    Plan,

    /// <summary>Make the fork, and publish changes there.</summary>
    EnsureFork,

    /// <summary>Start the session.</summary>
    StartSession,

    /// <summary>Take down the session's pull request.</summary>
    NotePullRequest,

    /// <summary>Take down that the session's pull request was refused.</summary>
    NoteRefusal,

    /// <summary>Tell the issue of the pull request.</summary>
    TellPullRequest,

    /// <summary>Tell the issue that the change is merged, and close it.</summary>
    TellMerged,
}
