namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>A question for permission that stands on the screen.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What would be done, by which the tool's use is found in the transcript.</param>
internal sealed record ScreenQuestion(string Id, string Title);
