namespace Ao.Plugins.GitHub.Rest;

/// <summary>A check that a rule demands.</summary>
internal sealed record RestRuleCheck
{
    public required string Context { get; init; }
}
