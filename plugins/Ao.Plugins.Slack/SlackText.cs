using System.Security.Cryptography;
using System.Text;
using Ao.Channels;

namespace Ao.Plugins.Slack;

/// <summary>Makes texts from outside what Slack shows as those texts: no mention, no link, no formatting comes of them.</summary>
internal static class SlackText
{
    /// <summary>Escapes the three characters by which Slack knows its own markup.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Makes one line.</summary>
    public static string Line(string text, int most) => ChannelText.Fit(Printable.Line(text), most, Escape);

    /// <summary>Makes a text of several lines.</summary>
    public static string Lines(string text, int most) => ChannelText.Fit(Printable.Clean(text), most, Escape);

    /// <summary>Gives the id by which Slack knows a message that is sent again shortly after: the same for the same operation or question.</summary>
    public static string MessageId(string key) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)).ToString("D");
}
