namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.Comment"/>.</summary>
internal sealed record CommentData(IdNode? Comment);
