namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that adds a comment.</summary>
internal sealed record NewNoteBody
{
    public required string Body { get; init; }
}
