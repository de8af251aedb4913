using Ao.Plugins;
using Ao.TestSupport.Fakes;
using Ao.Webhooks;
using Microsoft.Extensions.Logging.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Ao.Core.Tests.Webhooks;

public sealed class WebhookDeskTests
{
    private readonly ISlotCatalog _plugins = Substitute.For<ISlotCatalog>();
    private readonly FakeTracker _tracker = new();
    private readonly FakeLogger<WebhookDesk> _logger = new();

    public WebhookDeskTests()
    {
        _plugins.Find<IWebhookReceiver>(Slot.Tracker, "tracker").Returns(_tracker);
        _plugins.Find<IWebhookReceiver>(Slot.Tracker, "missing").Throws(new PluginException(pluginId: null, "There is no tracker 'missing'."));
        _plugins.Find<IWebhookReceiver>(Slot.Notifier, "mute").Returns((IWebhookReceiver?)null);
    }

    private IWebhooks Desk => new WebhookDesk(_plugins, _logger);

    [Theory]
    [InlineData(Slot.Tracker, "tracker", 202)]
    [InlineData(Slot.Tracker, "missing", 404)]
    [InlineData(Slot.Notifier, "mute", 404)]
    [InlineData((Slot)99, "tracker", 404)]
    public async Task Receive_IsAnsweredByWhomItIsFor(Slot slot, string name, int expected)
    {
        _tracker.OnRequest = static _ => WebhookReply.Accepted;

        Assert.Equal(expected, (await Desk.ReceiveAsync(slot, name, RequestOf(2), TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task Receive_TooLarge_IsRefused() =>
        Assert.Equal(413, (await Desk.ReceiveAsync(Slot.Tracker, "tracker", RequestOf(WebhookRequest.MaxBody + 1), TestContext.Current.CancellationToken)).Status);

    [Fact]
    public async Task Receive_PluginFails_IsLogged_AndTheSenderIsAskedToSendItAgain()
    {
        _tracker.OnRequest = static _ => throw new TransientException("The disk is full.");

        var reply = await Desk.ReceiveAsync(Slot.Tracker, "tracker", RequestOf(2), TestContext.Current.CancellationToken);

        Assert.Equal((503, ""), (reply.Status, reply.Body));
        Assert.Equal("The disk is full.", Assert.Single(_logger.Collector.GetSnapshot()).Exception!.Message);
    }

    private static WebhookRequest RequestOf(int length) => new() { Headers = new Dictionary<string, string>(), Body = new byte[length] };
}
