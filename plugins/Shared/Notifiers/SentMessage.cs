namespace Ao.Channels;

/// <summary>A message that is in a channel.</summary>
/// <param name="Id">What it was sent for: an operation, a question, a session's thread.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Place">Where it is, in the service's own terms.</param>
/// <param name="Title">Its first line, where it has to be shown again.</param>
/// <param name="Text">The rest of it, where it has to be shown again.</param>
/// <param name="Copies">The other places where it is, where it may be in several.</param>
internal sealed record SentMessage(string Id, DateTimeOffset At, string Place, string? Title = null, string? Text = null, IReadOnlyList<string>? Copies = null);
