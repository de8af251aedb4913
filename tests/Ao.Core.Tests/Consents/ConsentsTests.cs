using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;

namespace Ao.Core.Tests.Consents;

public sealed class ConsentsTests
{
    private readonly OutsideWorld _world = new();
    private readonly Effect _effect = Given.Effect(EffectKind.OpenPullRequest, parameters: ("head", "1"));

    [Fact]
    public async Task AnswerAsync_Approve_PerformsAndIsUsed()
    {
        await using var host = new GateHost();

        var outcome = await host.ApproveAsync(_effect, Action());

        var consent = Assert.Single(host.Consents.List(pendingOnly: false));
        Assert.Equal((EffectStatus.Succeeded, ConsentState.Used, GateHost.Ada), (outcome.Status, consent.State, consent.AnsweredBy));
    }

    [Fact]
    public async Task AnswerAsync_Twice_TheSecondIsRefused()
    {
        await using var host = new GateHost();
        var performing = PerformAsync(host, _effect);
        var consent = await host.WaitPendingAsync();
        await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator("bob", "console"), cancellationToken: GateHost.Token));

        Assert.Contains("'ada' has answered it", error.Message, StringComparison.Ordinal);
        Assert.Equal(EffectStatus.Denied, (await performing).Status);
    }

    [Fact]
    public async Task AnswerAsync_SixteenAtOnce_OneIsTaken()
    {
        await using var host = new GateHost();
        var performing = PerformAsync(host, _effect);
        var consent = await host.WaitPendingAsync();

        var errors = await Task.WhenAll(Enumerable.Range(0, 16).Select(index => Task.Run(async () => await Record.ExceptionAsync(async () =>
            await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Deny, new Operator($"op{index}", "test"), cancellationToken: GateHost.Token)), GateHost.Token)));

        Assert.Single(errors, static error => error is null);
        Assert.Equal(15, errors.Count(static error => error is AoException));
        Assert.Equal((EffectStatus.Denied, 1), ((await performing).Status, host.Count("consent.answered")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u202e\u0007")]
    public async Task AnswerAsync_NoOperator_IsRefused(string id)
    {
        await using var host = new GateHost();
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        _ = host.Gate.PerformAsync(_effect, Action(), life.Token).AsTask();
        var consent = await host.WaitPendingAsync();

        await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator(id, "test"), cancellationToken: GateHost.Token));

        Assert.Single(host.Consents.List());
        await life.CancelAsync();
    }

    [Fact]
    public async Task AnswerAsync_NoSuchRequest_NamesIt()
    {
        await using var host = new GateHost();

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAsync("nope\u001b[2J", ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token));

        Assert.Contains(@"'nope\u001b[2J'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expiry_NobodyAnswers_DeniesAndIsRecorded()
    {
        await using var host = await GateHost.StartAsync();
        var performing = PerformAsync(host, _effect);
        var consent = await host.WaitPendingAsync();
        Assert.Equal(GateHost.Start + TimeSpan.FromMinutes(15), consent.ExpiresAt);

        var outcome = await host.PassTimeAsync(performing);

        Assert.Equal((EffectStatus.Denied, 0, 1), (outcome.Status, _world.Created, host.Count("consent.expired")));
        Assert.True(host.Time.GetUtcNow() >= consent.ExpiresAt);
    }

    [Fact]
    public async Task AnswerAsync_JustLapsed_IsRefusedAndRecordedEvenWithoutATimer()
    {
        await using var host = new GateHost();
        var performing = PerformAsync(host, _effect);
        var consent = await host.WaitPendingAsync();
        host.FakeTime.SetUtcNow(consent.ExpiresAt);

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token));

        Assert.Contains("lapsed", error.Message, StringComparison.Ordinal);
        Assert.Equal((EffectStatus.Denied, 1), ((await performing).Status, host.Count("consent.expired")));
    }

    [Fact]
    public async Task PerformAsync_ApprovalLapsedBeforeItsUse_AsksAgain()
    {
        await using var host = new GateHost();
        await ApproveAndDieAsync(host);
        host.FakeTime.Advance(TimeSpan.FromMinutes(16));
        await using var next = new GateHost(host.Journal.Reopen(), host.Time);

        var outcome = await next.ApproveAsync(_effect, Action());

        Assert.Equal((EffectStatus.Succeeded, 2, 1, 1), (outcome.Status, next.Count("consent.requested"), next.Count("consent.expired"), next.Count("consent.used")));
    }

    [Fact]
    public async Task PerformAsync_ApprovedBeforeTheHostDied_UsesTheApproval()
    {
        await using var host = new GateHost();
        await ApproveAndDieAsync(host);
        await using var next = new GateHost(host.Journal.Reopen(), host.Time);

        var outcome = await next.Gate.PerformAsync(_effect, Action(), GateHost.Token);

        Assert.Equal((EffectStatus.Succeeded, 1), (outcome.Status, next.Count("consent.requested")));
    }

    [Fact]
    public async Task PerformAsync_OtherParameters_ReplacesTheRequestAndTheOldApprovalDoesNotCount()
    {
        await using var host = new GateHost();
        var first = PerformAsync(host, _effect);
        var old = await host.WaitPendingAsync();
        var second = PerformAsync(host, Given.Effect(EffectKind.OpenPullRequest, parameters: ("head", "2")));

        var superseded = await first;
        var renewed = await host.WaitPendingAsync();
        await host.Consents.AnswerAsync(renewed.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);

        Assert.Equal(EffectStatus.Denied, superseded.Status);
        Assert.Equal(EffectStatus.Succeeded, (await second).Status);
        Assert.Equal((ConsentState.Withdrawn, ConsentState.Used), (host.Requests.Find(old.Id)!.Consent.State, host.Requests.Find(renewed.Id)!.Consent.State));
    }

    [Fact]
    public async Task WithdrawAsync_Pending_DeniesAndCannotBeAnsweredAnyMore()
    {
        await using var host = new GateHost();
        var performing = PerformAsync(host, _effect);
        var consent = await host.WaitPendingAsync();

        var withdrawn = await host.Consents.WithdrawAsync(consent.Id, GateHost.Ada, GateHost.Token);

        Assert.Equal((ConsentState.Withdrawn, EffectStatus.Denied), (withdrawn.State, (await performing).Status));
        await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token));
    }

    [Fact]
    public async Task WithdrawAsync_Used_IsRefused()
    {
        await using var host = new GateHost();
        await host.ApproveAsync(_effect, Action());

        await Assert.ThrowsAsync<AoException>(async () => await host.Consents.WithdrawAsync(host.Consents.List(pendingOnly: false)[0].Id, GateHost.Ada, GateHost.Token));
    }

    [Fact]
    public async Task PerformAsync_FailedUnderAConsent_TheNextAttemptAsksAgain()
    {
        await using var host = new GateHost();
        var failed = await host.ApproveAsync(_effect, new WorldAction(_world, _effect.Key) { BeforeCreate = static _ => throw new AoException("refused") });

        var outcome = await host.ApproveAsync(_effect, Action());

        Assert.Equal((EffectStatus.Failed, EffectStatus.Succeeded, 2), (failed.Status, outcome.Status, host.Count("consent.used")));
    }

    private WorldAction Action() => new(_world, _effect.Key);

    private Task<EffectOutcome<Thing>> PerformAsync(GateHost host, Effect effect) => host.Gate.PerformAsync(effect, Action(), GateHost.Token).AsTask();

    private async Task ApproveAndDieAsync(GateHost host)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var performing = host.Gate.PerformAsync(_effect, Action(), life.Token).AsTask();
        var consent = await host.WaitPendingAsync();

        // Requested is the first append and the answer the second: the host dies right behind it.
        (host.Journal.CrashAt, host.Journal.CrashAfterWrite) = (2, true);
        await Assert.ThrowsAsync<Ao.TestSupport.HostDiedException>(async () => await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token));
        await life.CancelAsync();
        await Task.WhenAny(performing);
    }
}
