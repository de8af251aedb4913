using Ao.Notifiers;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Slack.Tests;

public sealed class SlackNotifierTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NotifyAsync_SameSession_GoesIntoItsThreadAlsoAfterARestart()
    {
        await using var stand = await SlackStand.StartAsync();
        var session = new SessionId("shop", 7);
        await stand.Notifier.NotifyAsync(Samples.Notification(1) with { Session = session, Priority = NotificationPriority.Info }, Token);
        await stand.RestartAsync();
        await stand.Notifier.NotifyAsync(Samples.Notification(2) with { Session = session, Priority = NotificationPriority.Info }, Token);
        await stand.Notifier.NotifyAsync(Samples.Notification(3) with { Session = session, Priority = NotificationPriority.Action }, Token);
        await stand.Notifier.NotifyAsync(Samples.Notification(4), Token);

        var sent = stand.Receiver.Taken.Select(static request => request.Json()).ToList();
        var root = SlackStand.StampOf(stand.Receiver.Taken[0]);
        Assert.False(sent[0].TryGetProperty("thread_ts", out _));
        Assert.Equal((root, false), (sent[1].GetProperty("thread_ts").GetString(), sent[1].GetProperty("reply_broadcast").GetBoolean()));
        Assert.Equal((root, true), (sent[2].GetProperty("thread_ts").GetString(), sent[2].GetProperty("reply_broadcast").GetBoolean()));
        Assert.False(sent[3].TryGetProperty("thread_ts", out _));
    }

    [Fact]
    public async Task NotifyAsync_ThreadIsGone_BeginsAnother()
    {
        await using var stand = await SlackStand.StartAsync();
        var session = new SessionId("shop", 7);
        await stand.Notifier.NotifyAsync(Samples.Notification(1) with { Session = session }, Token);
        var answer = stand.Receiver.Answer;
        stand.Receiver.Answer = request => request.Json().TryGetProperty("thread_ts", out _) ? new StubAnswer(200, """{"ok":false,"error":"cannot_reply_to_message"}""") : answer(request);
        await stand.Notifier.NotifyAsync(Samples.Notification(2) with { Session = session }, Token);

        stand.Receiver.Answer = answer;
        await stand.Notifier.NotifyAsync(Samples.Notification(3) with { Session = session }, Token);

        Assert.Equal(4, stand.Receiver.Taken.Count);
        Assert.Equal(SlackStand.StampOf(stand.Receiver.Taken[2]), stand.Receiver.Taken[3].Json().GetProperty("thread_ts").GetString());
    }

    [Theory]
    [InlineData(NotificationPriority.Action, false)]
    [InlineData(NotificationPriority.Urgent, true)]
    public async Task NotifyAsync_Mentions_ForWhatPressesOnly(NotificationPriority priority, bool mentions)
    {
        await using var stand = await SlackStand.StartAsync(new Dictionary<string, string?> { ["Mentions:0"] = "U0ONCALL", ["Mentions:1"] = "here" });

        await stand.Notifier.NotifyAsync(Samples.Notification(1) with { Priority = priority, Body = "<!channel>" }, Token);

        var message = Assert.Single(stand.Receiver.Taken).Text;
        Assert.Equal(mentions, message.Contains("<@U0ONCALL> <!here>", StringComparison.Ordinal) || message.Contains("\\u003C@U0ONCALL\\u003E \\u003C!here\\u003E", StringComparison.Ordinal));
        Assert.DoesNotContain(SlackStand.TextsOf(Assert.Single(stand.Receiver.Taken).Json()), static text => text.Contains("<!channel>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CloseAsync_Question_ChangesItsMessageAndTakesTheButtonsAway()
    {
        await using var stand = await SlackStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        var asked = Assert.Single(stand.Receiver.Taken);
        Assert.Contains("ao_approve", asked.Text, StringComparison.Ordinal);
        await stand.RestartAsync();

        await ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Approved, Operator = "ada", Channel = "console" }, Token);

        var closed = stand.Receiver.Taken[1];
        Assert.Equal("/api/chat.update", closed.Path);
        Assert.Equal((SlackStand.Channel, SlackStand.StampOf(asked)), (closed.Json().GetProperty("channel").GetString(), closed.Json().GetProperty("ts").GetString()));
        Assert.DoesNotContain("ao_approve", closed.Text, StringComparison.Ordinal);
        Assert.Contains("0123456789abcdef", closed.Text, StringComparison.Ordinal);
        Assert.Contains("by ada over console", closed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("message_not_found", true)]
    [InlineData("edit_window_closed", true)]
    [InlineData("invalid_auth", false)]
    public async Task CloseAsync_MessageCannotBeChanged_IsDoneWhereThereIsNothingToChange(string error, bool done)
    {
        await using var stand = await SlackStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        stand.Receiver.Answer = _ => new StubAnswer(200, $$"""{"ok":false,"error":"{{error}}"}""");

        var fault = await Record.ExceptionAsync(() => ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired }, Token).AsTask());

        Assert.Equal(done, fault is null);
        Assert.True(done || fault is SlackRefusedException, $"It was {fault}");
    }

    [Theory]
    [InlineData(ChannelMood.NeverAnswers)]
    [InlineData(ChannelMood.FailsInside)]
    [InlineData(ChannelMood.BreaksOff)]
    [InlineData(ChannelMood.AnswersCutShort)]
    public async Task CloseAsync_BreaksOff_IsTriedAgain(ChannelMood mood)
    {
        await using var stand = await SlackStand.StartAsync();
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        var closure = new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired };
        stand.Behave(mood);
        await Assert.ThrowsAsync<TransientException>(() => ((IConsentClosing)stand.Notifier).CloseAsync(closure, Token).AsTask());

        stand.Behave(ChannelMood.Takes);
        await ((IConsentClosing)stand.Notifier).CloseAsync(closure, Token);

        Assert.Equal(["/api/chat.postMessage", "/api/chat.update"], stand.Receiver.Taken.Select(static request => request.Path));
    }

    [Fact]
    public async Task CloseAsync_HookBreaksOff_MayHaveArrived()
    {
        await using var stand = await SlackStand.StartAsync(new Dictionary<string, string?> { ["WebhookUrl"] = "" });
        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1"), Token);
        stand.Behave(ChannelMood.BreaksOff);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => ((IConsentClosing)stand.Notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired }, Token).AsTask());
    }

    [Theory]
    [InlineData(3_100, true)]
    [InlineData(10, false)]
    public async Task AskAsync_AnswerCannotBeGivenHere_HasNoButtonsAndSaysSo(int length, bool hasOperators)
    {
        await using var stand = await SlackStand.StartAsync(hasOperators ? null : new Dictionary<string, string?> { ["SigningSecret"] = null, ["Operators:0"] = null });

        await ((IConsentChannel)stand.Notifier).AskAsync(Samples.Question("c-1") with { Parameters = new Dictionary<string, string> { ["body"] = new('x', length) } }, Token);

        var message = Assert.Single(stand.Receiver.Taken).Text;
        Assert.DoesNotContain("ao_approve", message, StringComparison.Ordinal);
        Assert.Contains("answer it at the host", message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("not_in_channel", typeof(SlackRefusedException), "Invite the bot")]
    [InlineData("invalid_auth", typeof(SlackRefusedException), "set Token")]
    [InlineData("missing_scope", typeof(SlackRefusedException), "chat:write")]
    [InlineData("ratelimited", typeof(TransientException), "later")]
    [InlineData("request_timeout", typeof(TransientException), "did not take")]
    [InlineData("fatal_error", typeof(OutcomeUnknownException), "may have arrived")]
    [InlineData("something\u001bnew", typeof(SlackRefusedException), "documentation")]
    public async Task NotifyAsync_SlackSaysNo_IsSorted(string error, Type expected, string says)
    {
        await using var stand = await SlackStand.StartAsync();
        stand.Receiver.Answer = _ => new StubAnswer(200, $$"""{"ok":false,"error":"{{error.Replace("\u001b", "\\u001b", StringComparison.Ordinal)}}"}""");

        var fault = await Record.ExceptionAsync(() => stand.Notifier.NotifyAsync(Samples.Notification(1), Token).AsTask());

        Assert.IsType(expected, fault);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal(Printable.Clean(fault.Message), fault.Message);
    }

    [Theory]
    [InlineData(503, true, typeof(TransientException))]
    [InlineData(503, false, typeof(OutcomeUnknownException))]
    [InlineData(502, true, typeof(OutcomeUnknownException))]
    [InlineData(408, false, typeof(TransientException))]
    [InlineData(404, false, typeof(AoException))]
    public async Task NotifyAsync_Status_IsSorted(int status, bool asksToWait, Type expected)
    {
        await using var stand = await SlackStand.StartAsync();
        stand.Receiver.Answer = _ => new StubAnswer(status, "<html>", asksToWait ? ["Retry-After: 30"] : []);

        var fault = await Record.ExceptionAsync(() => stand.Notifier.NotifyAsync(Samples.Notification(1), Token).AsTask());

        Assert.IsType(expected, fault);
        Assert.Equal(asksToWait && expected == typeof(TransientException) ? TimeSpan.FromSeconds(30) : null, (fault as TransientException)?.RetryAfter);
    }

    [Fact]
    public async Task NotifyAsync_AnswerWithoutEnd_IsReadToALimitOnly()
    {
        await using var stand = await SlackStand.StartAsync();
        stand.Receiver.Answer = static _ => new StubAnswer(200, "{\"ok\":true,\"x\":\"" + new string('x', 4 * 1024 * 1024) + "\"}");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => stand.Notifier.NotifyAsync(Samples.Notification(1), Token).AsTask());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"ok\":\"yes\"}")]
    [InlineData("{\"\\ud800\":true}")]
    [InlineData("<html>a proxy</html>")]
    public async Task NotifyAsync_AnswerIsNotSlacks_IsNotTakenForSuccess(string body)
    {
        await using var stand = await SlackStand.StartAsync();
        stand.Receiver.Answer = _ => new StubAnswer(200, body);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => stand.Notifier.NotifyAsync(Samples.Notification(1), Token).AsTask());
    }
}
