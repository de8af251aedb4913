namespace Ao.Trackers;

/// <summary>A comment on an issue.</summary>
/// <param name="Author">Who wrote it, where that is known.</param>
/// <param name="At">When.</param>
/// <param name="Text">The text, from outside.</param>
public sealed record IssueComment(string? Author, DateTimeOffset At, string Text);
