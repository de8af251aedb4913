namespace Ao.Plugins.Git.Forge;

/// <summary>What is written down of a comment.</summary>
/// <param name="Key">The operation that wrote it.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="IsBot">Whether a program wrote it.</param>
/// <param name="Body">The text.</param>
/// <param name="At">When it was written.</param>
internal sealed record ThreadCommentRecord(OperationKey Key, string Author, bool IsBot, string Body, DateTimeOffset At);
