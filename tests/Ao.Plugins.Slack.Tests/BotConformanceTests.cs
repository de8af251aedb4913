using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Slack.Tests;

public sealed class BotConformanceTests : NotifierConformance
{
    protected override ChannelTraits Traits { get; } = new() { BringsAnswers = true };

    protected override async Task<NotifierStand> StartAsync() => await SlackStand.StartAsync();

    protected override void AssertHarmless(ChannelArrival arrival, string text) => Harmless.Check(arrival);

    protected override async Task<string> AnswerAsync(NotifierStand stand, string consentId, bool approved, ChannelSender sender)
    {
        var slack = (SlackStand)stand;
        var reply = await slack.PressAsync(
            consentId,
            approved ? "ao_approve" : "ao_deny",
            sender == ChannelSender.NotAllowed ? "U0STRANGER" : SlackStand.Operator,
            sender == ChannelSender.Stale ? TimeSpan.FromMinutes(6) : TimeSpan.Zero,
            sender == ChannelSender.Unproved ? "another-signing-secret" : null);
        Assert.Equal(sender is ChannelSender.Unproved or ChannelSender.Stale ? 401 : 200, reply.Status);
        return SlackStand.Operator;
    }
}
