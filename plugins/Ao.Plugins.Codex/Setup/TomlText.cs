using System.Globalization;
using System.Text;

namespace Ao.Plugins.Codex.Setup;

/// <summary>Writes text for a file of TOML.</summary>
internal static class TomlText
{
    /// <summary>Gives a text as a basic string of one line.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append((char)rune.Value),
                < ' ' or (>= 0x7f and <= 0x9f) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Gives texts as an array.</summary>
    public static string Array(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";
}
