namespace Ao.Plugins.GitHub.Rest;

/// <summary>What a check run says of itself.</summary>
internal sealed record RestCheckOutput
{
    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Text { get; init; }

    public int AnnotationsCount { get; init; }
}
