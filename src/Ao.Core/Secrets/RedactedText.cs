namespace Ao.Secrets;

/// <summary>A text without its secrets.</summary>
/// <param name="Text">The text; the same instance where nothing had to go.</param>
/// <param name="Count">How many places were replaced.</param>
internal sealed record RedactedText(string Text, int Count);
