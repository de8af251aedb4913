namespace Ao.Prompts;

/// <summary>Text that somebody else wrote and that an agent is to know: an issue, a comment, a report of another fork. It is given fenced and labelled, as information and not as instruction.</summary>
/// <param name="Origin">Where it comes from, one line of at most 200 characters, such as <c>issue 12, comment of octocat</c>.</param>
/// <param name="Text">The text, at most 256 KiB.</param>
public sealed record OutsideText(string Origin, string Text);
