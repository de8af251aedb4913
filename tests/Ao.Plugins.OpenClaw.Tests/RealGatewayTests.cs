using System.Net.Http.Headers;
using System.Text;
using Ao.Commands;
using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Notifiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>The notifier and its hook against the real gateway. It is of the long suite: it runs where <c>AO_LONG</c> is 1.</summary>
public sealed class RealGatewayTests
{
    // The gateway's own chat calls who writes there so. A real operator comes over a channel that knows people.
    private const string Operator = "webchat:cli";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Notifier_RealGateway_TellsAsksAndHearsTheAnswer()
    {
        var token = TestContext.Current.CancellationToken;
        await using var tools = await StartAsync(new Uri("http://127.0.0.1:1"), null);
        await using var host = new StubReceiver();
        await using var gateway = await RealGateway.StartAsync(tools.Services.GetRequiredService<ICommandRunner>(), host.Address);
        var log = new LogLines();
        await using var harness = await StartAsync(gateway.Address, log);
        var notifier = harness.Get<INotifier>("openclaw");

        // It takes what the plugin sends, in the session's conversation, and is woken.
        Assert.Equal(SelfCheckLevel.Pass, Assert.Single(await ((ISelfCheck)notifier).InspectSelfAsync(token)).Level);
        await notifier.NotifyAsync(Samples.Notification(1), Token);
        await notifier.NotifyAsync(Samples.Notification(2) with { Priority = NotificationPriority.Urgent }, Token);
        Assert.DoesNotContain(log.All, static line => line.StartsWith("Warning", StringComparison.Ordinal));
        await UntilAsync(() => gateway.Output.Contains("agent:main:hook:ao:shop-1", StringComparison.Ordinal));

        // It knows a message again by its key.
        Assert.Equal(await RunIdAsync(gateway, "same"), await RunIdAsync(gateway, "same"));
        Assert.NotEqual(await RunIdAsync(gateway, "same"), await RunIdAsync(gateway, "other"));

        // The operator answers in a chat, and the hook brings it, signed, past every model.
        var channel = (IConsentChannel)notifier;
        await channel.AskAsync(Samples.Question("c-1"), Token);
        var question = QuestionCode.Of(RealGateway.AnswerSecret, "c-1", 0);
        await gateway.WriteAsync("how is shop-1 doing?");
        await gateway.WriteAsync($"ao no {question} wait for Monday");
        await UntilAsync(() => host.Taken.Count > 0);
        var request = Assert.Single(host.Taken);
        var reply = await ((IWebhookReceiver)notifier).ReceiveAsync(new WebhookRequest { Headers = request.Headers, Body = request.Body }, Token);
        Assert.Equal(202, reply.Status);
        Assert.Equal(new ConsentAnswer("c-1", false, Operator, "wait for Monday"), await channel.ReadAnswersAsync(Token).FirstAsync(Token));

        await ((IConsentClosing)notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Denied, Operator = Operator }, Token);

        // What it refuses, and that it is gone, is said.
        await using (var stranger = await StartAsync(gateway.Address, null, ("Token", "another-token-altogether")))
        {
            var error = await Assert.ThrowsAsync<AoException>(async () => await stranger.Get<INotifier>("openclaw").NotifyAsync(Samples.Notification(3), Token));
            Assert.Contains("does not know the Token", error.Message, StringComparison.Ordinal);
        }

        await using (var elsewhere = await StartAsync(gateway.Address, null, ("SessionKeyPrefix", "ao:")))
        {
            var error = await Assert.ThrowsAsync<AoException>(async () => await elsewhere.Get<INotifier>("openclaw").NotifyAsync(Samples.Notification(4), Token));
            Assert.Contains("hooks.allowedSessionKeyPrefixes", error.Message, StringComparison.Ordinal);
        }

        await gateway.StopAsync();
        await Assert.ThrowsAsync<TransientException>(async () => await notifier.NotifyAsync(Samples.Notification(5), Token));
        Assert.DoesNotContain("canary", gateway.Output + string.Join('\n', log.All), StringComparison.Ordinal);
    }

    private static Task<PluginHarness> StartAsync(Uri address, LogLines? log, params (string Key, string Value)[] more)
    {
        var options = new Dictionary<string, string?>
        {
            ["Address"] = address.AbsoluteUri,
            ["Token"] = RealGateway.HookToken,
            ["HealthPeriod"] = "00:00:00",
            ["Answers:Secret"] = RealGateway.AnswerSecret,
            ["Answers:Operators:0"] = Operator,
        };
        foreach (var (key, value) in more)
        {
            options[key] = value;
        }

        return PluginHarness.StartAsync<OpenClawPlugin>(options, services =>
        {
            if (log is not null)
            {
                services.AddSingleton<ILoggerFactory>(new LoggerFactory([log]));
            }
        });
    }

    private static async Task<string> RunIdAsync(RealGateway gateway, string key)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, "hooks/agent")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"message":"the same","deliver":false}""")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RealGateway.HookToken);
        request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request, Token);
        return System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("runId").GetString()!;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
        }
    }
}
