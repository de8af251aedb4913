namespace Ao.Plugins.GitHub.Rest;

/// <summary>What a check run says of a place.</summary>
internal sealed record RestAnnotation
{
    public required string Path { get; init; }

    public required int StartLine { get; init; }

    public string? AnnotationLevel { get; init; }

    public string? Title { get; init; }

    public string? Message { get; init; }
}
