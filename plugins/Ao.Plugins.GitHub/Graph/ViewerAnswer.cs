namespace Ao.Plugins.GitHub.Graph;

/// <summary>Who the credential is.</summary>
internal sealed record ViewerAnswer
{
    public required GraphActor Viewer { get; init; }
}
