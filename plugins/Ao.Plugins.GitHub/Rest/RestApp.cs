namespace Ao.Plugins.GitHub.Rest;

/// <summary>The app that made something.</summary>
internal sealed record RestApp
{
    public string? Slug { get; init; }
}
