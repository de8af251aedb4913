namespace Ao.Plugins.GitHub.Rest;

/// <summary>What protects a branch, as far as everybody may see it.</summary>
internal sealed record RestBranchProtection
{
    public RestRequiredChecks? RequiredStatusChecks { get; init; }
}
