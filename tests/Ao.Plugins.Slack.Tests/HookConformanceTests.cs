using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Slack.Tests;

/// <summary>The simple way: an incoming webhook.</summary>
public sealed class HookConformanceTests : NotifierConformance
{
    protected override ChannelTraits Traits { get; } = new();

    protected override async Task<NotifierStand> StartAsync() => await SlackStand.StartAsync(new Dictionary<string, string?> { ["WebhookUrl"] = "" });

    protected override void AssertHarmless(ChannelArrival arrival, string text) => Harmless.Check(arrival);
}
