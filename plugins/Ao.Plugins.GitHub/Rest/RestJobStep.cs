namespace Ao.Plugins.GitHub.Rest;

/// <summary>A step of a job.</summary>
internal sealed record RestJobStep
{
    public required string Name { get; init; }

    public string? Conclusion { get; init; }
}
