using System.Text.Json;
using Ao.Commands;
using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Notifiers;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>What the gateway runs to send answers, run by node as the gateway runs it.</summary>
public sealed class HookTests
{
    private const string Driver = "const { default: handler } = await import(process.env.HANDLER); await handler(JSON.parse(process.env.EVENT));";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handler_Answer_ReachesAoSigned()
    {
        RequiredTool.Ensure("node");
        await using var stand = await OpenClawStand.StartAsync();
        await using var host = new StubReceiver();
        var channel = (IConsentChannel)stand.Notifier;
        await channel.AskAsync(Samples.Question("c-1"), Token);

        await RunAsync(stand, host.Address, Event($"ao no {Answers.CodeOf(stand, "c-1")} später, \"ja\"?"));

        var request = Assert.Single(host.Taken);
        var reply = await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(new WebhookRequest { Headers = request.Headers, Body = request.Body }, Token);
        Assert.Equal(202, reply.Status);
        Assert.Equal(new ConsentAnswer("c-1", false, OpenClawStand.Operator, "später, \"ja\"?"), await channel.ReadAnswersAsync(Token).FirstAsync(Token));
    }

    [Theory]
    [InlineData("message", "received", "good morning")]
    [InlineData("message", "received", "tell ao yes K7MQ2X")]
    [InlineData("message", "sent", "ao yes K7MQ2X")]
    [InlineData("command", "new", "ao yes K7MQ2X")]
    public async Task Handler_AnythingElse_StaysInTheGateway(string type, string action, string content)
    {
        RequiredTool.Ensure("node");
        await using var stand = await OpenClawStand.StartAsync();
        await using var host = new StubReceiver();

        await RunAsync(stand, host.Address, Event(content, type, action));

        Assert.Empty(host.Seen);
    }

    [Fact]
    public async Task Handler_AoRefuses_DoesNotRepeat()
    {
        RequiredTool.Ensure("node");
        await using var stand = await OpenClawStand.StartAsync();
        await using var host = new StubReceiver();
        host.Behave(ChannelMood.Refuses);

        var output = await RunAsync(stand, host.Address, Event("ao yes K7MQ2X"));

        Assert.Single(host.Seen);
        Assert.Contains("Ao answered 403", output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    private static string Event(string content, string type = "message", string action = "received") => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["type"] = type,
        ["action"] = action,
        ["sessionKey"] = "agent:main:main",
        ["context"] = new Dictionary<string, object> { ["from"] = "", ["content"] = content, ["channelId"] = "telegram", ["messageId"] = "77", ["metadata"] = new Dictionary<string, string> { ["senderId"] = "12345" } },
    });

    private static async Task<string> RunAsync(OpenClawStand stand, Uri address, string happened)
    {
        var handler = Path.Combine(AppContext.BaseDirectory, "hook", "ao-answers", "handler.js");
        var result = await stand.Harness.Services.GetRequiredService<ICommandRunner>().RunAsync(
            new CommandRequest
            {
                Command = new CommandLine("node", "--input-type=module", "-e", Driver),
                Environment = new Dictionary<string, string?> { ["HANDLER"] = new Uri(handler).AbsoluteUri, ["EVENT"] = happened, ["AO_ANSWERS_URL"] = address.AbsoluteUri, ["AO_ANSWERS_SECRET"] = OpenClawStand.Secret },
            },
            Token);
        Assert.True(result.Succeeded, result.Error);
        return result.Output + result.Error;
    }
}
