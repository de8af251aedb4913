using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Notifiers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.Discord.Tests;

public sealed class DiscordNotifierTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(NotificationPriority.Action, false)]
    [InlineData(NotificationPriority.Urgent, true)]
    public async Task NotifyAsync_Mentions_WhomTheOptionsNameForWhatPressesOnly(NotificationPriority priority, bool mentions)
    {
        await using var stand = await DiscordStand.StartAsync(new() { ["MentionUsers:0"] = "111", ["MentionRoles:0"] = "222", ["Username"] = "Ao", ["ThreadId"] = "333" });

        await stand.Notifier.NotifyAsync(Samples.Notification(1) with { Priority = priority, Body = "@everyone <@444>" }, Token);

        var request = Assert.Single(stand.Receiver.Taken);
        Assert.EndsWith("?wait=true&thread_id=333", request.Path, StringComparison.Ordinal);
        Assert.Equal(mentions, request.Json().TryGetProperty("content", out var content) && content.GetString() == "<@111> <@&222>");
        var allowed = request.Json().GetProperty("allowed_mentions");
        Assert.Equal(mentions ? ["111"] : [], allowed.GetProperty("users").EnumerateArray().Select(static id => id.GetString()!));
        Assert.Equal(mentions ? ["222"] : [], allowed.GetProperty("roles").EnumerateArray().Select(static id => id.GetString()!));
        Assert.Equal(0, allowed.GetProperty("parse").GetArrayLength());
    }

    [Fact]
    public async Task CloseAsync_Question_ChangesItsMessage()
    {
        await using var stand = await DiscordStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        var asked = Assert.Single(stand.Receiver.Taken);
        Assert.Contains("Answer it at the host", asked.Text, StringComparison.Ordinal);

        await ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Denied, Operator = "ada", Channel = "console" }, Token);

        var closed = stand.Receiver.Taken[1];
        Assert.Equal(("PATCH", $"/api/webhooks/123456789/canary-token/messages/{DiscordStand.IdOf(asked)}"), (closed.Method, closed.Path));
        Assert.Equal("Denied by ada over console", DiscordStand.EmbedOf(closed).GetProperty("description").GetString());
    }

    [Fact]
    public async Task CloseAsync_MessageIsGone_IsDone()
    {
        await using var stand = await DiscordStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        stand.Receiver.Answer = static _ => new StubAnswer(404, """{"message":"Unknown Message","code":10008}""");

        await ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired }, Token);

        Assert.Equal(2, stand.Receiver.Taken.Count);
    }

    [Theory]
    [InlineData(ChannelMood.NeverAnswers)]
    [InlineData(ChannelMood.FailsInside)]
    [InlineData(ChannelMood.BreaksOff)]
    [InlineData(ChannelMood.AnswersCutShort)]
    public async Task CloseAsync_BreaksOff_IsTriedAgain(ChannelMood mood)
    {
        await using var stand = await DiscordStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        var closure = new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired };
        stand.Behave(mood);
        await Assert.ThrowsAsync<TransientException>(() => ((IConsentClosing)stand.Notifier).CloseAsync(closure, Token).AsTask());

        stand.Behave(ChannelMood.Takes);
        await ((IConsentClosing)stand.Notifier).CloseAsync(closure, Token);

        Assert.Equal(["POST", "PATCH"], stand.Receiver.Taken.Select(static request => request.Method));
    }

    [Fact]
    public async Task CloseAsync_Refused_IsGivenUp()
    {
        await using var stand = await DiscordStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        stand.Behave(ChannelMood.Refuses);

        var fault = await Record.ExceptionAsync(() => ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired }, Token).AsTask());

        Assert.True(fault is AoException and not (TransientException or OutcomeUnknownException), $"It was {fault}");
    }

    [Fact]
    public async Task AskAsync_MoreThanAnEmbedHolds_SaysHowMuchIsMissing()
    {
        await using var stand = await DiscordStand.StartAsync();
        var parameters = Enumerable.Range(1, 40).ToDictionary(static number => $"parameter-{number:00}", static number => new string('*', 200 + number));

        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1") with { Parameters = parameters }, Token);

        var embed = DiscordStand.EmbedOf(Assert.Single(stand.Receiver.Taken));
        Assert.InRange(DiscordStand.TextsOf(embed).Sum(static text => text.Length), 1, 6_000);
        Assert.Contains("further lines are shown at the host", DiscordStand.TextsOf(embed).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotifyAsync_BucketIsEmpty_WaitsOrSaysHowLong()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        await using var stand = await DiscordStand.StartAsync(time: time);
        var answer = stand.Receiver.Answer;
        stand.Receiver.Answer = request => answer(request) with { Headers = ["X-RateLimit-Remaining: 0", "X-RateLimit-Reset-After: 1.5", "X-RateLimit-Bucket: abcd"] };
        await stand.Notifier.NotifyAsync(Samples.Notification(1), Token);
        stand.Receiver.Answer = request => answer(request) with { Headers = ["X-RateLimit-Remaining: 0", "X-RateLimit-Reset-After: 30"] };
        var second = stand.Notifier.NotifyAsync(Samples.Notification(2), Token).AsTask();
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.6));
        await second;

        var fault = await Assert.ThrowsAsync<TransientException>(() => stand.Notifier.NotifyAsync(Samples.Notification(3), Token).AsTask());

        Assert.Equal(TimeSpan.FromSeconds(30), fault.RetryAfter);
        time.Advance(TimeSpan.FromSeconds(31));
        await stand.Notifier.NotifyAsync(Samples.Notification(3), Token);
        Assert.Equal(3, stand.Receiver.Taken.Count);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task NotifyAsync_AsksToWaitBeyondReason_IsAMistakeAndSilencesNothing(string header)
    {
        await using var stand = await DiscordStand.StartAsync();
        var answer = stand.Receiver.Answer;
        stand.Receiver.Answer = _ => new StubAnswer(429, """{"message":"You are being rate limited.","retry_after":99999,"global":false}""", $"Retry-After: {header}");
        var fault = await Assert.ThrowsAsync<TransientException>(() => stand.Notifier.NotifyAsync(Samples.Notification(1), Token).AsTask());
        Assert.Null(fault.RetryAfter);

        stand.Receiver.Answer = answer;
        await stand.Notifier.NotifyAsync(Samples.Notification(1), Token);

        Assert.Equal(2, stand.Receiver.Seen.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":17}")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":\"17\"}")]
    [InlineData("{\"id\":\"../../x\"}")]
    [InlineData("<html>a proxy</html>")]
    public async Task NotifyAsync_AnswerIsNotDiscords_IsNotTakenForSuccess(string body)
    {
        await using var stand = await DiscordStand.StartAsync();
        stand.Receiver.Answer = _ => new StubAnswer(200, body);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => stand.Notifier.NotifyAsync(Samples.Notification(1), Token).AsTask());
    }

    [Theory]
    [InlineData("absolute https")]
    [InlineData("absolute https", "WebhookUrl", "http://discord.example/api/webhooks/1/canary")]
    [InlineData("without a query", "WebhookUrl", "https://discord.example/api/webhooks/1/canary?wait=true")]
    [InlineData("'ada' in MentionUsers", "WebhookUrl", "https://discord.example/api/webhooks/1/canary", "MentionUsers:0", "ada")]
    [InlineData("ThreadId", "WebhookUrl", "https://discord.example/api/webhooks/1/canary", "ThreadId", "x&y")]
    public async Task StartAsync_WrongOptions_SaysWhichAndWhyAndNoSecret(string reason, params string[] options)
    {
        var settings = options.Chunk(2).ToDictionary(static pair => pair[0], static string? (pair) => pair[1]);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var harness = await PluginHarness.StartAsync<DiscordPlugin>(settings);
        });

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contract_WrongRequests_AreFound()
    {
        Assert.NotEmpty(DiscordContract.ViolationsOf(Request("""{"content":17}""")));
        Assert.NotEmpty(DiscordContract.ViolationsOf(Request("""{"contents":"x"}""")));
        Assert.NotEmpty(DiscordContract.ViolationsOf(Request($$"""{"content":"{{new string('x', 2001)}}"}""")));
        Assert.NotEmpty(DiscordContract.ViolationsOf(Request("""{"embeds":[{"fields":[{"name":"x"}]}]}""")));
        Assert.NotEmpty(DiscordContract.ViolationsOf(Request("""{"embeds":[{"color":16777216}]}""")));
        Assert.NotEmpty(DiscordContract.ViolationsOf(Request("""{"allowed_mentions":{"parse":["nobody"]}}""")));
        Assert.Empty(DiscordContract.ViolationsOf(Request("""{"content":"x","embeds":[{"title":"x"}]}""")));

        static StubRequest Request(string body) => new("POST", "/api/webhooks/1/x?wait=true", new Dictionary<string, string>(), System.Text.Encoding.UTF8.GetBytes(body));
    }
}
