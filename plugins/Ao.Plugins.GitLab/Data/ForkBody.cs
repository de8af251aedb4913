namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that makes a fork.</summary>
internal sealed record ForkBody
{
    public required string NamespacePath { get; init; }

    public required string Description { get; init; }
}
