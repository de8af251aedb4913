namespace Ao.Plugins.GitHub.Rest;

/// <summary>The checks that a branch demands.</summary>
internal sealed record RestRequiredChecks
{
    public IReadOnlyList<string>? Contexts { get; init; }
}
