using System.Text;
using Ao.Channels;

namespace Ao.Plugins.Discord;

/// <summary>Makes texts from outside what Discord shows as those texts: no formatting, link, mention or emoji comes of them.</summary>
internal static class DiscordText
{
    private const string Markup = "\\*_~`|>#-+.!@&[](){}<:/=$^";

    /// <summary>Puts a backslash before everything that could be Discord's markup; Discord takes the backslash away.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (Markup.Contains(character, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>Makes one line; Discord refuses one that is empty.</summary>
    public static string Line(string text, int most) => ChannelText.Fit(OrEmpty(Printable.Line(text)), most, Escape);

    /// <summary>Makes a text of several lines; Discord refuses one that is empty.</summary>
    public static string Lines(string text, int most) => ChannelText.Fit(OrEmpty(Printable.Clean(text)), most, Escape);

    private static string OrEmpty(string text) => string.IsNullOrWhiteSpace(text) ? "(empty)" : text;
}
