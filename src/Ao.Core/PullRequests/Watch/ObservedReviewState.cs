namespace Ao.PullRequests;

/// <summary>What the reviews of a pull request amount to.</summary>
public enum ObservedReviewState
{
    /// <summary>Nobody has given a verdict on its head.</summary>
    Pending,

    /// <summary>Somebody has approved its head, and nobody asks for changes.</summary>
    Approved,

    /// <summary>Somebody asks for changes and has not said otherwise since.</summary>
    ChangesRequested,
}
