namespace Ao.Plugins.GitHub.Rest;

/// <summary>A comment to write, or what it is to say instead.</summary>
internal sealed record CommentDraft
{
    public required string Body { get; init; }
}
