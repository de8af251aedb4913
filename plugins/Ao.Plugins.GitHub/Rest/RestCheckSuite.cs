namespace Ao.Plugins.GitHub.Rest;

/// <summary>The suite that a check run belongs to.</summary>
internal sealed record RestCheckSuite
{
    public required long Id { get; init; }
}
