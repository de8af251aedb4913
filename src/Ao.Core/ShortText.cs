namespace Ao;

/// <summary>Cuts texts to what there is room for.</summary>
internal static class ShortText
{
    /// <summary>Gives a text, or its beginning with a sign that there was more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The longest that it may be, in characters, that sign included.</param>
    public static string Of(string text, int most) => text.Length <= most ? text : string.Concat(Printable.Clean(text[..(most - 1)]), "…");

    /// <summary>Does so with a text from outside, and takes out what steers a terminal.</summary>
    public static string Clean(string text, int most) => Printable.Clean(Of(text, most));
}
