using Ao.Plugins.GitHub.Graph;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>A review.</summary>
internal sealed record LookReview
{
    public GraphActor? Author { get; init; }

    public string State { get; init; } = "";

    public string? Body { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public GraphCommit? Commit { get; init; }
}
