namespace Ao.Plugins.GitHub.Graph;

/// <summary>Names a thread.</summary>
internal sealed record ThreadVariables
{
    public required string Thread { get; init; }
}
