using System.Threading.Channels;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
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

        host.Gate.Open(Given.Session);
        var second = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        await channel.Asked.Reader.ReadAsync(GateHost.Token);
        var closing = channel.Closed.Reader.ReadAsync(GateHost.Token).AsTask();
        host.FakeTime.Advance(TimeSpan.FromDays(31));

        Assert.Equal(ConsentEnding.Expired, (await host.PassTimeAsync(closing)).Ending);
        Assert.Equal((EffectStatus.Closed, EffectStatus.Denied), ((await first).Status, (await second).Status));
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
