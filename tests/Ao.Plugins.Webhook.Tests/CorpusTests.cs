using Ao.Channels;
using Ao.Notifiers;
using Ao.TestSupport;

namespace Ao.Plugins.Webhook.Tests;

public class CorpusTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NotifyAsync_EachTextOfTheCorpus_ArrivesOnceOrIsRefused()
    {
        await using var receiver = new Receiver(_ => Receiver.Answer(200));
        await using var harness = await PluginHarness.StartAsync<WebhookPlugin>(new Dictionary<string, string?>
        {
            ["Targets:ops:Url"] = receiver.Url,
            ["Targets:ops:Secret"] = "a secret of the corpus",
        });
        var notifier = harness.Get<INotifier>("webhook");
        var taken = new List<string>();
        foreach (var text in HostileStrings.All)
        {
            try
            {
                await notifier.NotifyAsync(new Notification { Key = new OperationKey($"n/{taken.Count}"), Priority = NotificationPriority.Info, Title = text, Body = text, At = DateTimeOffset.UnixEpoch }, Token);
                taken.Add(text);
            }
            catch (AoException exception)
            {
                Assert.Equal(Printable.Clean(exception.Message), exception.Message);
            }
        }

        Assert.True(taken.Count > 2900);
        foreach (var (number, text) in taken.Index())
        {
            var request = await receiver.NextAsync();
            Assert.Equal((HostileStrings.AsUnicode(text), $"n/{number}"), (request.Text("body"), request.Key));
            Assert.Equal(text.Length <= 1_024 ? HostileStrings.AsUnicode(text) : ChannelText.Cut(text, 1_024), request.Text("title"));
        }
    }
}
