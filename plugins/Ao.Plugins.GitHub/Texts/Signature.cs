namespace Ao.Plugins.GitHub.Texts;

/// <summary>Who wrote a text, where several write with one account: a line that nobody sees, before the mark of the operation.</summary>
/// <remarks>It counts only in what the account itself has written. Anybody else can write the same line, and stays who they are.</remarks>
internal static class Signature
{
    private const string Begin = "<!-- ao-author: ";
    private const string Program = " (program)";
    private const string End = " -->";
    private const int MaxName = 100;

    /// <summary>Adds the line that names who writes, where the name can stand in one.</summary>
    public static string Add(string text, string author, bool isProgram) =>
        IsName(author) ? $"{text}{(text.Length == 0 ? "" : "\n\n")}{Begin}{author}{(isProgram ? Program : "")}{End}" : text;

    /// <summary>Divides a text without its mark into what was written and who has signed it at its end.</summary>
    public static (string Text, (string Author, bool IsProgram)? Signed) Split(string text)
    {
        var end = text.TrimEnd();
        var start = end.LastIndexOf(Begin, StringComparison.Ordinal);
        if (start < 0 || end.IndexOf(End, start, StringComparison.Ordinal) != end.Length - End.Length)
        {
            return (text, null);
        }

        var name = end[(start + Begin.Length)..^End.Length];
        var isProgram = name.EndsWith(Program, StringComparison.Ordinal);
        name = isProgram ? name[..^Program.Length] : name;
        return IsName(name) ? (end[..start].TrimEnd('\n'), (name, isProgram)) : (text, null);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName && !name.Contains("--", StringComparison.Ordinal) && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or ':' or '@');
}
