namespace Ao.Plugins.Convergence;

/// <summary>Makes text from outside short and harmless.</summary>
internal static class Excerpts
{
    public const int Length = 160;

    public static string Line(string text, int length = Length)
    {
        var line = Printable.Clean(text.Length > 4 * length ? text[..(4 * length)] : text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        return line.Length <= length ? line : Printable.Clean(line[..length]) + "…";
    }
}
