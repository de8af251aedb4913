using Ao.Commands;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Desktop.Tests;

/// <summary>What holds of every way to show notifications on a desktop.</summary>
public abstract class DesktopConformance : NotifierConformance
{
    // Between the host and the program there is no network.
    protected override ChannelTraits Traits { get; } = new()
    {
        Without = [ChannelMood.AsksToWait, ChannelMood.SendsElsewhere, ChannelMood.FailsInside, ChannelMood.BreaksOff, ChannelMood.AnswersCutShort, ChannelMood.Unreachable],
    };

    internal abstract DesktopKind Kind { get; }

    internal abstract ChannelArrival Read(CommandRequest request);

    protected override async Task<NotifierStand> StartAsync()
    {
        var stand = new DesktopStand(Kind, Read);
        await stand.RestartAsync();
        return stand;
    }
}
