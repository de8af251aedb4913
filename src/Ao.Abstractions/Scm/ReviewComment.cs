namespace Ao.Scm;

/// <summary>One comment of a review thread. Its texts come from outside.</summary>
public sealed record ReviewComment
{
    /// <summary>Gets the id, unique in the pull request.</summary>
    public required string Id { get; init; }

    /// <summary>Gets who wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>Gets whether a program wrote it.</summary>
    public bool IsBot { get; init; }

    /// <summary>Gets the text.</summary>
    public required string Body { get; init; }

    /// <summary>Gets when it was written.</summary>
    public required DateTimeOffset At { get; init; }
}
