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
    private readonly IPluginCatalog _plugins = Substitute.For<IPluginCatalog>();
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

    private Task<GateHost> StartAsync(params (string Name, IConsentChannel Channel)[] channels)
    {
        foreach (var (name, channel) in channels)
        {
            _plugins.Find<IConsentChannel>(Slot.Notifier, name).Returns(channel);
        }

        return GateHost.StartAsync(options: _options, plugins: _plugins);
    }

    private async Task DeleteAsync(GateHost host)
    {
        await host.StopAsync();
        Directory.Delete(_options.DataFolder, recursive: true);
    }
}
