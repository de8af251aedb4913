namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.CreateComment"/>.</summary>
internal sealed record CreateCommentData(SuccessPayload CommentCreate);
