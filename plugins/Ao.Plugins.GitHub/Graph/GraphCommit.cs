namespace Ao.Plugins.GitHub.Graph;

/// <summary>A commit.</summary>
internal sealed record GraphCommit
{
    public required string Oid { get; init; }
}
