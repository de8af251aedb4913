using System.Text;
using System.Text.Json;
using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Slack.Tests;

public sealed class SlackInteractionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Sign_ExampleOfSlacksDocumentation_IsTheSame()
    {
        const string Body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        Assert.Equal("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackProof.Sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", Encoding.UTF8.GetBytes(Body)));
    }

    [Fact]
    public async Task ReceiveAsync_SameRequestAgain_AnswersOnce()
    {
        await using var stand = await AskedAsync();
        var request = SlackStand.Request(SlackStand.Payload("c-1", "ao_approve", SlackStand.Operator, SlackStand.StampOf(stand.Receiver.Taken[0])));

        Assert.Equal(200, (await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(request, Token)).Status);
        Assert.Equal(200, (await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(request, Token)).Status);
        await stand.PressAsync("c-2", "ao_deny", SlackStand.Operator);

        Assert.Equal(["c-1", "c-2"], await AnswersAsync(stand, 2));
    }

    [Fact]
    public async Task ReceiveAsync_ButtonOfAnotherMessage_AnswersNothing()
    {
        await using var stand = await AskedAsync();

        await stand.PressAsync("c-1", "ao_approve", SlackStand.Operator, stamp: "1600000000.000001");
        await stand.SendAsync(SlackStand.Payload("c-404", "ao_approve", SlackStand.Operator, SlackStand.StampOf(stand.Receiver.Taken[0])));
        await stand.PressAsync("c-2", "ao_deny", SlackStand.Operator);

        Assert.Equal(["c-2"], await AnswersAsync(stand, 1));
    }

    [Fact]
    public async Task ReceiveAsync_BeforeARestart_IsReadAfterIt()
    {
        await using var stand = await AskedAsync();
        await stand.PressAsync("c-2", "ao_approve", SlackStand.Operator);
        await stand.PressAsync("c-1", "ao_deny", SlackStand.Operator);

        await stand.RestartAsync();

        Assert.Equal(["c-2", "c-1"], await AnswersAsync(stand, 2));
    }

    [Fact]
    public async Task ReceiveAsync_AnswerCannotBeKept_IsNotAcknowledgedAndItsRepetitionCounts()
    {
        await using var stand = await AskedAsync();
        var request = SlackStand.Request(SlackStand.Payload("c-1", "ao_approve", SlackStand.Operator, SlackStand.StampOf(stand.Receiver.Taken[0])));
        File.Delete(stand.Questions);
        Directory.CreateDirectory(stand.Questions);
        await Assert.ThrowsAsync<TransientException>(() => ((IWebhookReceiver)stand.Notifier).ReceiveAsync(request, Token).AsTask());

        Directory.Delete(stand.Questions);
        Assert.Equal(200, (await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(request, Token)).Status);

        Assert.Equal(["c-1"], await AnswersAsync(stand, 1));
    }

    [Fact]
    public async Task ReceiveAsync_CopyOfWhichSlackDidNotSayWhereItIs_CountsAndIsClosedToo()
    {
        const string Copy = "1700000009.000001";
        await using var stand = await SlackStand.StartAsync();
        var answer = stand.Receiver.Answer;
        stand.Receiver.Answer = static _ => new StubAnswer(500, "");
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token).AsTask());
        stand.Receiver.Answer = answer;
        await stand.RestartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        var asked = stand.Receiver.Seen.Select(static request => request.Json()).ToList();
        Assert.Equal(2, asked.Count);
        Assert.Single(asked.Select(static message => message.GetProperty("client_msg_id").GetString()).Distinct());

        await stand.SendAsync(SlackStand.Payload("c-1", "ao_approve", SlackStand.Operator, Copy, MarkOf(asked[0])));
        await ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Approved }, Token);

        Assert.Equal([SlackStand.StampOf(stand.Receiver.Seen[1]), Copy], stand.Receiver.Seen.Skip(2).Select(static request => request.Json().GetProperty("ts").GetString()));
        await stand.RestartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-2"), Token);
        await stand.PressAsync("c-2", "ao_deny", SlackStand.Operator);
        Assert.Equal(["c-2"], await AnswersAsync(stand, 1));
    }

    [Fact]
    public async Task ReceiveAsync_OnlyCopyIsOneOfWhichSlackDidNotSayWhereItIs_Counts()
    {
        await using var stand = await SlackStand.StartAsync();
        stand.Receiver.Answer = static _ => new StubAnswer(500, "");
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token).AsTask());

        await stand.SendAsync(SlackStand.Payload("c-1", "ao_approve", SlackStand.Operator, "1700000009.000001", MarkOf(stand.Receiver.Seen[0].Json())));

        Assert.Equal(["c-1"], await AnswersAsync(stand, 1));
    }

    [Fact]
    public async Task ReceiveAsync_MarkOfAnotherQuestion_AnswersNothing()
    {
        await using var stand = await AskedAsync();

        await stand.SendAsync(SlackStand.Payload("c-1", "ao_approve", SlackStand.Operator, "1600000000.000001", MarkOf(stand.Receiver.Taken[1].Json())));
        await stand.PressAsync("c-2", "ao_deny", SlackStand.Operator);

        Assert.Equal(["c-2"], await AnswersAsync(stand, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("payload=")]
    [InlineData("payload=%7B")]
    [InlineData("payload=[]")]
    [InlineData("payload=null")]
    [InlineData("payload={\"type\":\"view_submission\"}")]
    [InlineData("payload={\"type\":\"block_actions\",\"actions\":[]}")]
    [InlineData("payload={\"type\":\"block_actions\",\"actions\":[1]}")]
    [InlineData("payload={\"type\":\"block_actions\",\"user\":\"U1\",\"actions\":[{\"action_id\":\"ao_approve\",\"value\":\"c-1\"}]}")]
    [InlineData("payload={\"type\":\"block_actions\",\"user\":{\"id\":\"\\ud800\"},\"actions\":[{\"action_id\":\"ao_approve\",\"value\":\"c-1\"}]}")]
    [InlineData("payload={\"type\":\"block_actions\",\"\\udc00\":1}")]
    [InlineData("payload={\"type\":\"block_actions\",\"user\":{\"id\":\"U0OPERATOR\"},\"actions\":[{\"action_id\":\"other\",\"value\":\"c-1\"}]}")]
    public async Task ReceiveAsync_ProvedAndUnreadable_IsRefused(string body)
    {
        await using var stand = await AskedAsync();

        Assert.Equal(400, (await stand.SendAsync(body)).Status);
    }

    [Fact]
    public async Task ReceiveAsync_HostileBodies_NeverThrow()
    {
        await using var stand = await AskedAsync();
        foreach (var text in HostileStrings.All.Where(static (_, index) => index % 10 == 0))
        {
            Assert.Equal(400, (await stand.SendAsync("payload=" + text)).Status);
            Assert.Equal(401, (await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(new WebhookRequest { Headers = new Dictionary<string, string> { ["X-Slack-Signature"] = text, ["X-Slack-Request-Timestamp"] = text }, Body = Encoding.UTF8.GetBytes(text) }, Token)).Status);
        }
    }

    [Theory]
    [InlineData("X-Slack-Signature")]
    [InlineData("X-Slack-Request-Timestamp")]
    public async Task ReceiveAsync_HeaderMissing_IsUnproved(string header)
    {
        await using var stand = await AskedAsync();
        var request = SlackStand.Request("payload={}");
        var headers = request.Headers.Where(entry => entry.Key != header).ToDictionary(static entry => entry.Key, static entry => entry.Value, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(401, (await ((IWebhookReceiver)stand.Notifier).ReceiveAsync(request with { Headers = headers }, Token)).Status);
    }

    private static string MarkOf(JsonElement message) => message.GetProperty("blocks").EnumerateArray().Last().GetProperty("block_id").GetString()!;

    private static async Task<SlackStand> AskedAsync()
    {
        var stand = await SlackStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-2"), Token);
        return stand;
    }

    private static async Task<List<string>> AnswersAsync(SlackStand stand, int count) =>
        await ((IConsentChannel)stand.Notifier).ReadAnswersAsync(Token).Take(count).Select(static answer => answer.ConsentId).ToListAsync(Token);
}
