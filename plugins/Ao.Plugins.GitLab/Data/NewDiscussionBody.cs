namespace Ao.Plugins.GitLab.Data;

/// <summary>The request that begins a conversation.</summary>
internal sealed record NewDiscussionBody
{
    public required string Body { get; init; }

    public PositionData? Position { get; init; }
}
