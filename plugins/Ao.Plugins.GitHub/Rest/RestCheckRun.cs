namespace Ao.Plugins.GitHub.Rest;

/// <summary>A check run. One that is queued has no beginning.</summary>
internal sealed record RestCheckRun
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public string? Conclusion { get; init; }

    public Uri? HtmlUrl { get; init; }

    public Uri? DetailsUrl { get; init; }

    public RestCheckOutput? Output { get; init; }

    public RestCheckSuite? CheckSuite { get; init; }

    public RestApp? App { get; init; }
}
