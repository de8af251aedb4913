using Ao.Scm;

namespace Ao.PullRequests;

/// <summary>A review to add to a session's pull request.</summary>
public sealed record ReviewDraft
{
    /// <summary>Gets the intent: used again, it adds nothing and gives the review that it added.</summary>
    /// <value>The default is <see langword="null"/>: each call is an intent of its own.</value>
    public OperationKey? Key { get; init; }

    /// <summary>Gets who gives it.</summary>
    public required string Author { get; init; }

    /// <summary>Gets the verdict.</summary>
    public required ReviewVerdict Verdict { get; init; }

    /// <summary>Gets the revision that was reviewed.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init; } = "";
}
