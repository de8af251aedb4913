namespace Ao.Plugins.ClaudeCode.Reading;

/// <summary>What is said to Claude Code, as it must be said.</summary>
internal static class Words
{
    /// <summary>Keeps a text from being taken for a command: at the beginning of a line of input a slash names one, and an exclamation mark has a shell run the rest. A blank before it is not enough: at the tool's screen it is taken off.</summary>
    public static string AsText(string text) => text.AsSpan().TrimStart() is ['/' or '!' or '#' or '&' or '@' or '?', ..] ? $"Message: {text}" : text;
}
