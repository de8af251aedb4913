using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Email.Tests;

public sealed class ConformanceTests : NotifierConformance
{
    // A mail server asks to wait without saying how long, and sends nobody elsewhere. One that fails inside answers 451, which says that it has not taken the mail.
    protected override ChannelTraits Traits { get; } = new() { KnownNotTaken = [ChannelMood.FailsInside], Without = [ChannelMood.AsksToWait, ChannelMood.SendsElsewhere] };

    protected override async Task<NotifierStand> StartAsync()
    {
        var stand = new EmailStand();
        await stand.RestartAsync();
        return stand;
    }

    protected override void AssertHarmless(ChannelArrival arrival, string text)
    {
        var headers = arrival.Raw[..arrival.Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("\nBcc:", headers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\nX-Injected", headers, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Printable.Clean(arrival.Shown), arrival.Shown);
        var html = arrival.Shown[arrival.Shown.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..];
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href", html, StringComparison.OrdinalIgnoreCase);
    }
}
