namespace Ao.Plugins.GitHub.Texts;

/// <summary>The mark that an operation leaves at the end of what it writes, so that it is found again when the answer was lost.</summary>
internal static class Marks
{
    private const string Begin = "<!-- ao-operation: ";
    private const string End = " -->";

    /// <summary>Adds the mark of an operation to the end of a text.</summary>
    public static string Add(string text, OperationKey key) => text.Length == 0 ? key.Marker : $"{Lines(text)}\n\n{key.Marker}";

    /// <summary>Tells whether an operation wrote a text. Only the last line counts: what stands above it may quote any mark.</summary>
    public static bool IsOf(string? text, OperationKey key) => Split(text).Key == key;

    /// <summary>Divides a text into what was written and the operation whose mark ends it.</summary>
    public static (string Text, OperationKey? Key) Split(string? raw)
    {
        var text = Lines(raw ?? "");
        var end = text.TrimEnd();
        var start = end.LastIndexOf(Begin, StringComparison.Ordinal);
        if (start < 0 || !end.EndsWith(End, StringComparison.Ordinal) || start + Begin.Length + End.Length > end.Length || !OperationKey.TryParse(end[(start + Begin.Length)..^End.Length], null, out var key))
        {
            return (text, null);
        }

        var before = end[..start];
        return (before.EndsWith("\n\n", StringComparison.Ordinal) ? before[..^2] : before, key);
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
