using Ao.Commands;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Desktop.Tests;

public sealed class WindowsConformanceTests : DesktopConformance
{
    internal override DesktopKind Kind => DesktopKind.Windows;

    internal override ChannelArrival Read(CommandRequest request)
    {
        Assert.Equal("powershell.exe", request.Command.Program);
        Assert.Equal(["-NoProfile", "-NonInteractive", "-Command"], request.Command.Arguments.Take(3));
        var environment = request.Environment;
        return new ChannelArrival($"{environment["AO_TITLE"]}\n{environment["AO_BODY"]}", string.Join('\n', request.Command.Arguments.Concat(environment.Select(static entry => $"{entry.Key}={entry.Value}"))));
    }

    /// <summary>The script is the same whatever the texts are, and makes text nodes of them.</summary>
    protected override void AssertHarmless(ChannelArrival arrival, string text)
    {
        var script = arrival.Raw[..arrival.Raw.IndexOf("\nAO_TITLE=", StringComparison.Ordinal)];
        Assert.EndsWith(".Show($toast)", script, StringComparison.Ordinal);
        Assert.Equal(2, script.Split("CreateTextNode($env:AO_").Length - 1);
        Assert.Equal(Printable.Clean(arrival.Raw), arrival.Raw);
    }
}
