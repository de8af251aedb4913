using System.Text;

namespace Ao.Plugins.Tmux;

/// <summary>Makes text fit to be typed into a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Removes every C0 control character but tab and newline, DEL, and C1: none of what remains can leave a bracketed paste or act on the terminal.</summary>
    /// <returns>The text to paste, and whether it ended in a newline, which is typed as Enter behind the paste.</returns>
    public static (string Text, bool Enter) Clean(ReadOnlySpan<byte> input)
    {
        var text = new StringBuilder(input.Length);
        foreach (var rune in Encoding.UTF8.GetString(input).EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or (>= ' ' and not (>= 0x7f and <= 0x9f)))
            {
                text.Append(rune.ToString());
            }
        }

        var enter = text.Length > 0 && text[^1] == '\n';
        return (text.ToString(0, text.Length - (enter ? 1 : 0)), enter);
    }
}
