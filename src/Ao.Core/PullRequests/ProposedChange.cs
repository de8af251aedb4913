namespace Ao.PullRequests;

/// <summary>What became of a session's wish to propose its change.</summary>
public sealed record ProposedChange
{
    /// <summary>Gets the number, once the pull request was opened.</summary>
    public int? Number { get; init; }

    /// <summary>Gets the revision that is proposed.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets where a person reads it, where there is such a place.</summary>
    public Uri? Address { get; init; }

    /// <summary>Gets the state, as far as this host brought it about.</summary>
    public required ProposalState State { get; init; }

    /// <summary>Gets why it was refused, could not be changed or is unknown.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets until when it waits before it is opened or changed, and why, where the forge could not be reached or asked to wait. It is then tried again, with the consent that was given for it.</summary>
    public ProposalWait? Wait { get; init; }

    /// <summary>Gets the operation whose outcome is not known, where the state is <see cref="ProposalState.Unknown"/>: one of the unsettled effects.</summary>
    public OperationKey? Operation { get; init; }

    /// <summary>Gets the revision that the merge made.</summary>
    public string? MergeRevision { get; init; }
}
