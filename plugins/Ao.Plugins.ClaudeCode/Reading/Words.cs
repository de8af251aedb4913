namespace Ao.Plugins.ClaudeCode.Reading;

/// <summary>What is said to Claude Code, as it must be said.</summary>
internal static class Words
{
    /// <summary>Keeps a text from being taken for a command: at the beginning of a line of input a slash names one, and an exclamation mark has a shell run the rest.</summary>
    public static string AsText(string text) => text is ['/' or '!' or '#' or '&' or '@' or '?', ..] ? $" {text}" : text;
}
