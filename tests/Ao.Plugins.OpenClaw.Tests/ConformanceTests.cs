using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.OpenClaw.Tests;

public sealed class ConformanceTests : NotifierConformance
{
    // A gateway that is so is not well, which is looked at before it is given anything.
    protected override ChannelTraits Traits { get; } = new() { BringsAnswers = true, KnownNotTaken = [ChannelMood.NeverAnswers, ChannelMood.FailsInside, ChannelMood.BreaksOff] };

    protected override async Task<NotifierStand> StartAsync() => await OpenClawStand.StartAsync();

    protected override void AssertHarmless(ChannelArrival arrival, string text)
    {
        Assert.Equal(Printable.Clean(arrival.Shown), arrival.Shown);
        Assert.DoesNotMatch("(?i)@(everyone|here|channel|all|room)|<[!@]", System.Text.Json.JsonDocument.Parse(arrival.Raw).RootElement.GetProperty("message").GetString()!);
    }

    protected override async Task<string> AnswerAsync(NotifierStand stand, string consentId, bool approved, ChannelSender sender)
    {
        var text = $"ao {(approved ? "yes" : "no")} {Answers.CodeOf((OpenClawStand)stand, consentId)} because";
        var request = sender switch
        {
            ChannelSender.Allowed => Answers.Request(text),
            ChannelSender.NotAllowed => Answers.Request(text, "telegram:666"),
            ChannelSender.Unproved => Answers.Request(text, secret: "another secret of somebody"),
            _ => Answers.Request(text, age: TimeSpan.FromMinutes(6)),
        };
        var reply = await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(request, Token);
        Assert.Equal(sender switch { ChannelSender.Allowed => 202, ChannelSender.NotAllowed => 403, _ => 401 }, reply.Status);
        return OpenClawStand.Operator;
    }
}
