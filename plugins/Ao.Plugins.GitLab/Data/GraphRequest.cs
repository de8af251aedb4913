namespace Ao.Plugins.GitLab.Data;

/// <summary>A GraphQL request about merge requests.</summary>
internal sealed record GraphRequest
{
    public required string Query { get; init; }

    public required GraphVariables Variables { get; init; }
}
