using System.Text;

namespace Ao.TestSupport;

/// <summary>A corpus of hostile strings: always the same 3,000.</summary>
public static class HostileStrings
{
    private const int Count = 3_000;
    private const int Seed = 20261124;

    private static readonly string[] s_parts =
    [
        "..", "/", "\\", "../", "-", "--", "-x", "--upload-pack=touch x", "$(id)", "`id`", ";", "|", "&&", "\0", "\n", "\r", "\t", "\e[31m", "\e[201~", "\e]52;c;eA==\a", "\u0007", "\u007f", "\u0085", "\u009b",
        "\u202e", "\u2066", "\u200f", "\u061c", "\ud800", "\udc00", "😀", "Ω", "İ", "ﬀ", "%00", "%2e%2e", "~", "*", "?", "\"", "'", "<!--", "-->", "{{", "#{pane_id}", " ", "", "a", "A", "0", "01", "1", ".", ":", "_", "shop", "shop-12", "shop-12.1", "con", "nul",
        "9999999999999999999", "a-1", "１", "٣",
    ];

    /// <summary>Gets the strings.</summary>
    public static IReadOnlyList<string> All { get; } = Generate();

    /// <summary>Gets those that a program can be passed: a NUL ends an argument.</summary>
    public static IReadOnlyList<string> Arguments { get; } = [.. All.Where(static text => !text.Contains('\0', StringComparison.Ordinal))];

    /// <summary>Gives a string as it arrives where UTF-8 is spoken: half of a surrogate pair is no character and becomes a replacement.</summary>
    public static string AsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static List<string> Generate()
    {
        var random = new Random(Seed);
        var strings = new HashSet<string>(s_parts, StringComparer.Ordinal) { new('a', 100_000), new('-', 200), new string('a', 40) + "-1", new string('a', 41) + "-1", new string('a', 200), new string('a', 201) };
        while (strings.Count < Count)
        {
            strings.Add(string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(8) == 0 ? ((char)random.Next(0x10000)).ToString() : s_parts[random.Next(s_parts.Length)])));
        }

        return [.. strings];
    }
}
