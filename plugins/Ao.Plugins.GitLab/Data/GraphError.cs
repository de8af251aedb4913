namespace Ao.Plugins.GitLab.Data;

/// <summary>An error that GraphQL tells of.</summary>
internal sealed record GraphError
{
    public string? Message { get; init; }
}
