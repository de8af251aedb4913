namespace Ao.Plugins.GitHub.Rest;

/// <summary>A rule that holds for a branch.</summary>
internal sealed record RestRule
{
    public required string Type { get; init; }

    public RestRuleParameters? Parameters { get; init; }
}
