namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>What a run was launched with, for a connection that is made later.</summary>
/// <param name="Conversation">The conversation's id, fixed before the launch.</param>
/// <param name="HasPrompt">Whether there is something to say at the beginning.</param>
/// <param name="PreparedAt">When the launch was first prepared.</param>
/// <param name="TranscriptLength">How long the conversation's transcript was then: what is before belongs to earlier runs.</param>
internal sealed record RunRecord(string Conversation, bool HasPrompt, DateTimeOffset PreparedAt, long TranscriptLength);
