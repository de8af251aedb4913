namespace Ao.Plugins.GitHub.Rest;

/// <summary>What a rule demands.</summary>
internal sealed record RestRuleParameters
{
    public IReadOnlyList<RestRuleCheck>? RequiredStatusChecks { get; init; }
}
