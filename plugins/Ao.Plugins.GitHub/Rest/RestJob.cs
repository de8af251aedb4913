namespace Ao.Plugins.GitHub.Rest;

/// <summary>A job of a workflow run.</summary>
internal sealed record RestJob
{
    public required long RunId { get; init; }

    public int RunAttempt { get; init; }

    public IReadOnlyList<RestJobStep>? Steps { get; init; }
}
