using Ao.Commands;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Desktop.Tests;

public sealed class MacOsConformanceTests : DesktopConformance
{
    internal override DesktopKind Kind => DesktopKind.MacOs;

    internal override ChannelArrival Read(CommandRequest request)
    {
        var arguments = request.Command.Arguments;
        Assert.Equal("osascript", request.Command.Program);
        Assert.Equal(["-e", "on run argv", "-e", "-e", "end run", "--"], arguments.Take(7).Where(static (_, index) => index != 3));
        Assert.Equal(9, arguments.Count);
        return new ChannelArrival($"{arguments[7]}\n{arguments[8]}", string.Join('\n', arguments.Append(request.Environment[DesktopProgram.OperationVariable])));
    }

    /// <summary>The script is the same whatever the texts are.</summary>
    protected override void AssertHarmless(ChannelArrival arrival, string text)
    {
        Assert.StartsWith("-e\non run argv\n-e\ndisplay notification (item 2 of argv) with title \"Ao\" subtitle (item 1 of argv)\n-e\nend run\n--\n", arrival.Raw, StringComparison.Ordinal);
        Assert.Equal(Printable.Clean(arrival.Raw), arrival.Raw);
    }
}
