namespace Ao.Plugins.Linear.Data;

/// <summary>What hangs on an issue: a link, such as to a pull request.</summary>
internal sealed record LinkNode
{
    public required string Title { get; init; }

    public required string Url { get; init; }
}
