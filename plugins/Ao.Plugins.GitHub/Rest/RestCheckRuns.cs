namespace Ao.Plugins.GitHub.Rest;

/// <summary>A page of check runs.</summary>
internal sealed record RestCheckRuns
{
    public required IReadOnlyList<RestCheckRun> CheckRuns { get; init; }
}
