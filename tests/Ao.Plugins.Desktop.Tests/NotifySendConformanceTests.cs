using Ao.Commands;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Desktop.Tests;

public sealed class NotifySendConformanceTests : DesktopConformance
{
    internal override DesktopKind Kind => DesktopKind.NotifySend;

    /// <summary>Reads the arguments as notify-send and the daemon do: backslashes and entities in the body stand for something.</summary>
    internal override ChannelArrival Read(CommandRequest request)
    {
        var arguments = request.Command.Arguments;
        var end = arguments.Index().First(static argument => argument.Item == "--").Index;
        Assert.Equal(end + 3, arguments.Count);
        Assert.All(arguments.Take(end), static argument => Assert.StartsWith("--", argument, StringComparison.Ordinal));
        var body = System.Net.WebUtility.HtmlDecode(arguments[^1]).Replace("\\\\", "\\", StringComparison.Ordinal);
        return new ChannelArrival($"{arguments[^2]}\n{body}", string.Join('\n', arguments));
    }

    protected override void AssertHarmless(ChannelArrival arrival, string text)
    {
        var body = arrival.Raw[arrival.Raw.IndexOf("\n--\n", StringComparison.Ordinal)..].Split('\n', 4)[3];
        Assert.DoesNotContain('<', body);
        Assert.DoesNotContain('>', body);
        Assert.DoesNotMatch("&(?!amp;|lt;|gt;)", body);
        Assert.DoesNotMatch(@"(?<!\\)(\\\\)*\\(?!\\)", body);
        Assert.Equal(Printable.Clean(arrival.Raw), arrival.Raw);
    }
}
