using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Notifiers;
using Ao.Plugins;
using NSubstitute;

namespace Ao.Core.Tests.Consents;

public sealed class ConsentEscalationTests : IDisposable
{
    private readonly OutsideWorld _world = new();
    private readonly Effect _effect = Given.Effect(EffectKind.OpenPullRequest, parameters: ("head", "1"));
    private readonly ISlotCatalog _plugins = Substitute.For<ISlotCatalog>();
    private readonly FakeChannel _chat = new();
    private readonly FakeChannel _pager = new();
    private readonly AoOptions _options = new()
    {
        DataFolder = Path.Combine(Path.GetTempPath(), "ao-test-escalation-" + Guid.NewGuid().ToString("n")),
        Consent = new ConsentOptions { Expiry = TimeSpan.FromHours(1), Escalation = [new EscalationStepOptions { Notifier = "pager", After = TimeSpan.FromMinutes(20) }] },
    };

    public ConsentEscalationTests()
    {
        _options.Projects["shop"] = new ProjectOptions { Path = "/shop", Notifiers = ["chat", "pager"] };
        foreach (var (name, channel) in new[] { ("chat", _chat), ("pager", _pager) })
        {
            _plugins.Find<IConsentChannel>(Slot.Notifier, name).Returns(channel);
            _plugins.Find<IConsentClosing>(Slot.Notifier, name).Returns(channel);
        }
    }

    public void Dispose() => Directory.Delete(_options.DataFolder, recursive: true);

    [Fact]
    public async Task Question_NobodyAnswers_GoesToTheNextChannelWhenItsTimeHasCome()
    {
        await using var host = await GateHost.StartAsync(options: _options, plugins: _plugins);
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        var first = await _chat.Asked.Reader.ReadAsync(GateHost.Token);

        // A channel that was not asked cannot answer, although the project names it.
        _pager.Answers.Writer.TryWrite(new ConsentAnswer(first.ConsentId, true, "mallory"));
        _pager.Answers.Writer.TryWrite(new ConsentAnswer(first.ConsentId, true, "mallory"));
        await _pager.DrainedAsync();
        Assert.Equal((1, false, 0), (host.Consents.List().Count, _pager.Asked.Reader.TryRead(out _), host.Count("consent.escalated")));

        host.FakeTime.Advance(TimeSpan.FromMinutes(20));
        var second = await _pager.Asked.Reader.ReadAsync(GateHost.Token);
        _pager.Answers.Writer.TryWrite(new ConsentAnswer(second.ConsentId, true, "grace"));

        Assert.Equal((EffectStatus.Succeeded, first.ConsentId, 1), ((await performing).Status, second.ConsentId, host.Count("consent.escalated")));
        Assert.Equal(new Operator("grace", "pager"), host.Consents.List(pendingOnly: false)[0].AnsweredBy);
    }

    [Fact]
    public async Task Question_OverARestart_GoesOnWhereItWasAndNoStepIsTakenTwice()
    {
        await using var first = await GateHost.StartAsync(options: _options, plugins: _plugins);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var waiting = first.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), life.Token).AsTask();
        await first.WaitPendingAsync();
        first.FakeTime.Advance(TimeSpan.FromMinutes(25));
        await first.WaitCountAsync("consent.escalated", 1);
        await life.CancelAsync();
        await Task.WhenAny(waiting);
        await first.StopAsync();

        await using var second = await GateHost.StartAsync(first.Journal.Reopen(), first.Time, _options, _plugins);
        second.FakeTime.Advance(TimeSpan.FromMinutes(5));
        await second.WaitCountAsync("consent.reminded", 1);
        second.FakeTime.Advance(TimeSpan.FromMinutes(30));
        await second.WaitCountAsync("consent.expired", 1);

        Assert.Equal((1, 1), (second.Count("consent.escalated"), second.Count("consent.reminded")));
    }

    [Theory]
    [InlineData("chat", "is the channel itself and cannot decide")]
    [InlineData("@Chat", "is the channel itself and cannot decide")]
    [InlineData("shop-1", "is a session and cannot decide")]
    [InlineData("@SHOP-77", "is a session and cannot decide")]
    [InlineData("command", "is an agent and cannot decide")]
    [InlineData("", "names no operator")]
    public async Task Channel_AnswersInTheNameOfWhatIsNoPerson_IsNotTaken(string operatorId, string expected)
    {
        await using var host = await GateHost.StartAsync(options: _options, plugins: _plugins);
        var performing = host.Gate.PerformAsync(_effect, new WorldAction(_world, _effect.Key), GateHost.Token).AsTask();
        var question = await _chat.Asked.Reader.ReadAsync(GateHost.Token);

        _chat.Answers.Writer.TryWrite(new ConsentAnswer(question.ConsentId, true, operatorId));
        _chat.Answers.Writer.TryWrite(new ConsentAnswer(question.ConsentId, true, operatorId));
        await _chat.DrainedAsync();
        var pending = host.Consents.List();
        var error = operatorId.EndsWith("hat", StringComparison.Ordinal)
            ? Assert.Throws<AoException>(() => OperatorGuard.RefuseChannel(operatorId, "chat"))
            : await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAsync(question.ConsentId, ConsentDecision.Approve, new Operator(operatorId, "console"), cancellationToken: GateHost.Token));
        await host.Consents.AnswerAsync(question.ConsentId, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);

        Assert.Single(pending);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal((EffectStatus.Denied, 0), ((await performing).Status, _world.Created));
    }
}
