namespace Ao.Plugins.Codex.Reading;

/// <summary>Bounds texts from outside.</summary>
internal static class Excerpt
{
    public const int LongestText = 16 * 1024;
    public const int LongestTitle = 300;

    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // Not between the halves of a character.
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>Makes a title of a text: one line, and short.</summary>
    public static string Title(string text) => Cut(Printable.Line(Cut(text, LongestTitle)), LongestTitle);
}
