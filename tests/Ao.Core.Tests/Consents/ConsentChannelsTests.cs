using System.Threading.Channels;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Plugins;
using NSubstitute;

namespace Ao.Core.Tests.Consents;

public sealed class ConsentChannelsTests
{
    private readonly OutsideWorld _world = new();
    private readonly Effect _effect = Given.Effect(EffectKind.OpenPullRequest, parameters: ("head", "1"));
    private readonly ISlotCatalog _plugins = Substitute.For<ISlotCatalog>();
    private readonly AoOptions _options = new() { DataFolder = Path.Combine(Path.GetTempPath(), "ao-test-unused-" + Guid.NewGuid().ToString("n")), Consent = new ConsentOptions { Expiry = TimeSpan.FromDays(30) } };

    public ConsentChannelsTests()
    {
        _options.Projects["shop"] = new ProjectOptions { Notifiers = ["chat", "webhook", "broken"] };
        _options.Projects["other"] = new ProjectOptions { Notifiers = ["elsewhere"] };
        _plugins.Find<IConsentChannel>(Slot.Notifier, "webhook").Returns((IConsentChannel?)null);
        _plugins.Find<IConsentChannel>(Slot.Notifier, "broken").Returns(static _ => throw new PluginException("broken", "It cannot be loaded."));
    }

    [Fact]
    public async Task Channel_Answers_IsTakenWithItsName()
    {
        var channel = new FakeChannel();
        await using var host = await StartAsync(("chat", channel));
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        var question = await channel.Asked.Reader.ReadAsync(GateHost.Token);
        Assert.Equal("1", question.Parameters["head"]);

        channel.Answers.Writer.TryWrite(new ConsentAnswer(question.ConsentId, true, "@grace"));
        var outcome = await performing;

        Assert.Equal((EffectStatus.Succeeded, new Operator("@grace", "chat")), (outcome.Status, host.Consents.List(pendingOnly: false)[0].AnsweredBy!));
        await DeleteAsync(host);
    }

    [Fact]
    public async Task Channel_BreaksWhileAskingAndReading_IsTriedAgain()
    {
        var channel = new FakeChannel { FailAsks = 3, FailReads = 3 };
        await using var host = await StartAsync(("chat", channel));
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();

        var question = await host.PassTimeAsync(channel.Asked.Reader.ReadAsync(GateHost.Token).AsTask());
        channel.Answers.Writer.TryWrite(new ConsentAnswer(question.ConsentId, false, "@grace", "no"));
        var outcome = await host.PassTimeAsync(performing);

        Assert.Equal((EffectStatus.Denied, "'@grace' said no: no"), (outcome.Status, outcome.Reason));
        await DeleteAsync(host);
    }

    [Fact]
    public async Task Channel_OfAnotherProject_CannotAnswerAndIsNotAsked()
    {
        var (mine, others) = (new FakeChannel(), new FakeChannel());
        await using var host = await StartAsync(("chat", mine), ("elsewhere", others));
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        var question = await mine.Asked.Reader.ReadAsync(GateHost.Token);

        others.Answers.Writer.TryWrite(new ConsentAnswer(question.ConsentId, true, "mallory"));
        others.Answers.Writer.TryWrite(new ConsentAnswer("unknown", true, "mallory"));
        await others.DrainedAsync();
        var pending = host.Consents.List();
        mine.Answers.Writer.TryWrite(new ConsentAnswer(question.ConsentId, true, ""));
        mine.Answers.Writer.TryWrite(new ConsentAnswer(question.ConsentId, false, "grace"));

        Assert.Single(pending);
        Assert.Equal(EffectStatus.Denied, (await performing).Status);
        Assert.False(others.Asked.Reader.TryRead(out _));
        await DeleteAsync(host);
    }

    [Fact]
    public async Task Channel_ThatNeverReturns_DelaysNobody()
    {
        var channel = new FakeChannel { HangAsks = true };
        await using var host = await StartAsync(("chat", channel));

        var outcome = await host.ApproveAsync(_effect, new WorldAction(_world, _effect.Key));

        Assert.Equal(EffectStatus.Succeeded, outcome.Status);
        await DeleteAsync(host);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Channel_CannotTakeOneQuestion_IsAskedTheOthers(bool isFinal)
    {
        var channel = new FakeChannel { Refuses = title => title != "poison" ? null : isFinal ? new AoException("The text is too long.") : new TransientException("The chat is down.") };
        await using var host = await StartAsync(("chat", channel));
        var poison = _effect with { Key = new OperationKey("op/poison"), Title = "poison" };
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var waiting = host.Gate.PerformAsync(poison, new WorldAction(_world, poison.Key), life.Token).AsTask();
        await host.WaitPendingAsync();

        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), life.Token).AsTask();
        var question = await channel.Asked.Reader.ReadAsync(GateHost.Token);

        Assert.Equal(_effect.Title, question.Title);
        if (isFinal)
        {
            await host.WaitCountAsync("consent.not-delivered", 1);
        }

        await life.CancelAsync();
        await Task.WhenAny(Task.WhenAll(waiting, performing));
        await DeleteAsync(host);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Channel_RefusesOrMayHaveTakenQuestion_IsShownAndAskedAgainWhenAPersonSaysSo(bool mayHaveArrived)
    {
        var asks = 0;
        var channel = new FakeChannel
        {
            Refuses = _ =>
            {
                asks++;
                return mayHaveArrived ? new OutcomeUnknownException("It answered 500.") : new AoException("Not in the channel.");
            },
        };
        await using var host = await StartAsync(("chat", channel));
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        await host.WaitCountAsync("notice.raised", 1);
        host.FakeTime.Advance(TimeSpan.FromHours(1));
        var (desk, notices) = (host.Get<UndeliveredQuestionDesk>(), host.Get<NoticeProjection>());

        var left = Assert.Single(desk.List());
        var notice = Assert.Single(notices.All);
        Assert.Equal(("chat", mayHaveArrived, mayHaveArrived ? "It answered 500." : "Not in the channel."), (left.Notifier, left.MayHaveArrived, left.Reason));
        Assert.True(notice is { IsOpen: true, Topic: "consent.not-delivered", Priority: NotificationPriority.Action });
        Assert.Contains(left.ConsentId, notice.Body, StringComparison.Ordinal);
        Assert.Equal(1, asks);

        channel.Refuses = static _ => null;
        await Assert.ThrowsAsync<AoException>(() => desk.AskAgainAsync(left.ConsentId, "elsewhere", GateHost.Ada, GateHost.Token).AsTask());
        await desk.AskAgainAsync(left.ConsentId, "chat", GateHost.Ada, GateHost.Token);
        Assert.Equal(left.ConsentId, (await channel.Asked.Reader.ReadAsync(GateHost.Token)).ConsentId);
        Assert.Empty(desk.List());
        Assert.False(Assert.Single(notices.All).IsOpen);

        channel.Answers.Writer.TryWrite(new ConsentAnswer(left.ConsentId, false, "@grace"));
        Assert.Equal(EffectStatus.Denied, (await performing).Status);
        await DeleteAsync(host);
    }

    [Fact]
    public async Task Channel_MayHaveTakenQuestionThatIsAnsweredElsewhere_IsClosedThereAndTheNoticeToo()
    {
        var channel = new FakeChannel { Refuses = static _ => new OutcomeUnknownException("It answered 500.") };
        await using var host = await StartAsync(("chat", channel));
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        await host.WaitCountAsync("notice.raised", 1);

        await host.Consents.AnswerAsync(host.Consents.List()[0].Id, ConsentDecision.Deny, GateHost.Ada, "no", GateHost.Token);

        Assert.Equal(ConsentEnding.Denied, (await channel.Closed.Reader.ReadAsync(GateHost.Token)).Ending);
        Assert.False(Assert.Single(host.Get<NoticeProjection>().All).IsOpen);
        Assert.Empty(host.Get<UndeliveredQuestions>().List());
        Assert.Equal(EffectStatus.Denied, (await performing).Status);
        await DeleteAsync(host);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Channel_QuestionLeftByAnEarlierHost_IsAskedAtOnceOnlyWhereItWasRefused(bool mayHaveArrived)
    {
        var channel = new FakeChannel { Refuses = _ => mayHaveArrived ? new OutcomeUnknownException("It answered 500.") : new AoException("Not in the channel.") };
        await using var host = await StartAsync(("chat", channel));
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), life.Token).AsTask();
        await host.WaitCountAsync("consent.not-delivered", 1);
        await life.CancelAsync();
        await Task.WhenAny(performing);
        await host.StopAsync();
        channel.Refuses = static _ => null;

        await using var next = await GateHost.StartAsync(host.Journal.Reopen(), host.Time, _options, _plugins);
        var other = _effect with { Key = new OperationKey("op/other"), Title = "other" };
        using var second = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var waiting = next.Gate.PerformAsync(other, new WorldAction(_world, other.Key), second.Token).AsTask();
        var first = await channel.Asked.Reader.ReadAsync(GateHost.Token);

        // Both are taken up in their order: by now the older one was passed over, or is asked as well.
        var titles = mayHaveArrived ? [first.Title] : new[] { first.Title, (await channel.Asked.Reader.ReadAsync(GateHost.Token)).Title };
        Assert.Equal(mayHaveArrived ? ["other"] : [_effect.Title, "other"], titles.Order(StringComparer.Ordinal));
        Assert.Equal(mayHaveArrived ? 1 : 0, next.Get<UndeliveredQuestionDesk>().List().Count);
        await second.CancelAsync();
        await Task.WhenAny(waiting);
        await DeleteAsync(next);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(10 * 86_400, 86_400)]
    public async Task Channel_AsksToBeCalledLater_IsNotCalledBeforeThatOrADay(int wish, int kept)
    {
        var times = new List<DateTimeOffset>();
        var clock = TimeProvider.System;
        var channel = new FakeChannel
        {
            Refuses = _ =>
            {
                times.Add(clock.GetUtcNow());
                return times.Count == 1 ? new TransientException("Too many requests.", TimeSpan.FromSeconds(wish)) : null;
            },
        };
        await using var host = await StartAsync(("chat", channel));
        clock = host.FakeTime;
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        var asking = channel.Asked.Reader.ReadAsync(GateHost.Token).AsTask();
        while (!asking.IsCompleted)
        {
            // In real time too, so that the question does not lapse before the channel's loop has its turn.
            host.FakeTime.Advance(TimeSpan.FromSeconds(kept / 20));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, GateHost.Token);
        }

        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(kept));
        channel.Answers.Writer.TryWrite(new ConsentAnswer((await asking).ConsentId, false, "@grace"));
        Assert.Equal(EffectStatus.Denied, (await performing).Status);
        await DeleteAsync(host);
    }

    [Fact]
    public async Task Channel_QuestionAnsweredElsewhere_IsToldToCloseIt()
    {
        var channel = new FakeChannel();
        await using var host = await StartAsync(("chat", channel));
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        var question = await channel.Asked.Reader.ReadAsync(GateHost.Token);

        await host.Consents.AnswerAsync(question.ConsentId, ConsentDecision.Deny, GateHost.Ada, "no", GateHost.Token);
        var closure = await channel.Closed.Reader.ReadAsync(GateHost.Token);

        Assert.Equal(new ConsentClosure { ConsentId = question.ConsentId, Ending = ConsentEnding.Denied, Operator = "ada", Channel = "console", Reason = "no" }, closure);
        Assert.Equal(EffectStatus.Denied, (await performing).Status);
        await DeleteAsync(host);
    }

    [Fact]
    public async Task Channel_QuestionWithdrawnAndLapsed_IsToldWhichOfTheTwo()
    {
        var channel = new FakeChannel();
        await using var host = await StartAsync(("chat", channel));
        var first = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        await channel.Asked.Reader.ReadAsync(GateHost.Token);
        host.Gate.Close(Given.Session);
        Assert.Equal(ConsentEnding.Withdrawn, (await channel.Closed.Reader.ReadAsync(GateHost.Token)).Ending);
        Assert.Equal(EffectStatus.Closed, (await first).Status);

        host.Gate.Open(Given.Session);
        var second = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        await channel.Asked.Reader.ReadAsync(GateHost.Token);
        var closing = channel.Closed.Reader.ReadAsync(GateHost.Token).AsTask();
        host.FakeTime.Advance(TimeSpan.FromDays(31));

        Assert.Equal(ConsentEnding.Expired, (await host.PassTimeAsync(closing)).Ending);
        Assert.Equal(EffectStatus.Denied, (await second).Status);
        await DeleteAsync(host);
    }

    private Task<GateHost> StartAsync(params (string Name, IConsentChannel Channel)[] channels)
    {
        foreach (var (name, channel) in channels)
        {
            _plugins.Find<IConsentChannel>(Slot.Notifier, name).Returns(channel);
            _plugins.Find<IConsentClosing>(Slot.Notifier, name).Returns(channel as IConsentClosing);
        }

        return GateHost.StartAsync(options: _options, plugins: _plugins);
    }

    private async Task DeleteAsync(GateHost host)
    {
        await host.StopAsync();
        Directory.Delete(_options.DataFolder, recursive: true);
    }
}
