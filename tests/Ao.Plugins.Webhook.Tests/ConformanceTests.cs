using Ao.TestSupport;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Webhook.Tests;

public sealed class ConformanceTests : NotifierConformance
{
    protected override ChannelTraits Traits { get; } = new() { HasQueue = true };

    protected override async Task<NotifierStand> StartAsync()
    {
        var stand = new WebhookStand();
        await stand.RestartAsync();
        return stand;
    }

    /// <summary>The receiver gets texts as they are, as JSON strings: nothing of them is markup.</summary>
    protected override void AssertHarmless(ChannelArrival arrival, string text) =>
        Assert.Contains(HostileStrings.AsUnicode(text), arrival.Shown, StringComparison.Ordinal);
}
