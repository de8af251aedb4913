namespace Ao.Plugins.Codex.Reading;

/// <summary>Makes titles of texts from outside.</summary>
internal static class Excerpt
{
    public const int LongestTitle = 300;

    /// <summary>Makes a title of a text: one line, and short.</summary>
    public static string Title(string text) => JsonFields.Cut(Printable.Line(JsonFields.Cut(text, LongestTitle)), LongestTitle);
}
