using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;

namespace Ao.Core.Tests.Consents;

/// <summary>Several questions answered at once: exactly those that were seen, each by an answer of its own.</summary>
public sealed class ConsentRuleTests
{
    private static readonly ProjectId s_shop = new("shop");

    [Fact]
    public async Task AnswerAllAsync_TheseFive_AnswersThemOnceAndNothingLater()
    {
        await using var host = new GateHost();
        var asked = await AskAsync(host, 0, 5, EffectKind.OpenPullRequest);
        var rule = new ConsentRule { Kinds = [EffectKind.OpenPullRequest], Project = s_shop, AtMost = 5, Until = asked[^1].Position };
        var later = await AskAsync(host, 5, 2, EffectKind.OpenPullRequest);

        var batch = await host.Consents.AnswerAllAsync(rule, ConsentDecision.Approve, GateHost.Ada, "seen", GateHost.Token);

        Assert.Equal(asked.Select(static consent => consent.Id), batch.Answered.Select(static consent => consent.Id));
        Assert.All(batch.Answered, static consent => Assert.Equal((ConsentState.Approved, GateHost.Ada, "seen"), (consent.State, consent.AnsweredBy, consent.Reason)));
        Assert.Equal(later.Select(static consent => consent.Id), batch.NotAnswered.Select(static item => item.Consent.Id));
        Assert.All(batch.NotAnswered, static item => Assert.Contains("after the last question", item.Reason, StringComparison.Ordinal));
        Assert.Equal(5, host.Count("consent.answered"));

        var again = await host.Consents.AnswerAllAsync(rule, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);
        Assert.Empty(again.Answered);
    }

    [Fact]
    public async Task AnswerAllAsync_MoreThanAtMost_AnswersTheOldestAndListsTheRest()
    {
        await using var host = new GateHost();
        var asked = await AskAsync(host, 0, 4, EffectKind.CreateFork);

        var batch = await host.Consents.AnswerAllAsync(new ConsentRule { Project = s_shop, AtMost = 3, Until = long.MaxValue }, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);

        Assert.Equal(asked.Take(3).Select(static consent => consent.Id), batch.Answered.Select(static consent => consent.Id));
        Assert.Contains("at most", Assert.Single(batch.NotAnswered).Reason, StringComparison.Ordinal);
        Assert.Equal(asked[3].Id, Assert.Single(host.Consents.List()).Id);
    }

    [Fact]
    public async Task AnswerAllAsync_RuleForKindProjectOrSession_LeavesTheOthersPending()
    {
        await using var host = new GateHost();
        await AskAsync(host, 0, 2, EffectKind.OpenPullRequest);
        await AskAsync(host, 2, 1, EffectKind.CreateFork);
        var other = Given.Numbered(3) with { Session = new SessionId("shop", 9) };
        await host.Desk.RequestAsync(other, CanonicalOperation.Hash(other), [], [], GateHost.Token);

        var ofSession = await host.Consents.AnswerAllAsync(new ConsentRule { Session = other.Session, AtMost = 10, Until = long.MaxValue }, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);
        var ofKind = await host.Consents.AnswerAllAsync(new ConsentRule { Kinds = [EffectKind.CreateFork], AtMost = 10, Until = long.MaxValue }, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);
        var ofNothing = await host.Consents.AnswerAllAsync(new ConsentRule { Project = new ProjectId("other"), AtMost = 10, Until = long.MaxValue }, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);

        Assert.Equal((1, 1, 0, 2), (ofSession.Answered.Count, ofKind.Answered.Count, ofNothing.Answered.Count, host.Consents.List().Count));
    }

    [Fact]
    public async Task AnswerAllAsync_OneIsAnsweredElsewhereAndOneHasLapsed_TheOthersAreAnsweredAll()
    {
        await using var host = new GateHost();
        await AskAsync(host, 0, 1, EffectKind.OpenPullRequest);
        host.FakeTime.Advance(TimeSpan.FromMinutes(10));
        await AskAsync(host, 1, 20, EffectKind.OpenPullRequest);
        host.FakeTime.Advance(TimeSpan.FromMinutes(5));
        var rule = new ConsentRule { Project = s_shop, AtMost = 100, Until = long.MaxValue };

        var batches = await Task.WhenAll(Enumerable.Range(0, 4).Select(index => Task.Run(
            async () => await host.Consents.AnswerAllAsync(rule, ConsentDecision.Approve, new Operator($"op{index}", "test"), cancellationToken: GateHost.Token),
            GateHost.Token)));

        Assert.Equal((20, 20), (batches.Sum(static batch => batch.Answered.Count), host.Count("consent.answered")));
        Assert.Equal(20, batches.SelectMany(static batch => batch.Answered).DistinctBy(static consent => consent.Id).Count());
        Assert.Contains(batches.SelectMany(static batch => batch.NotAnswered), static item => item.Reason.Contains("lapsed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 5, "for everything that is pending")]
    [InlineData(1, 0, "Give it a number from 1 to 1000")]
    [InlineData(1, 1001, "Give it a number from 1 to 1000")]
    [InlineData(2, 5, "is no kind of effect")]
    public async Task AnswerAllAsync_RuleThatSaysTooMuch_IsRefused(int kinds, int atMost, string expected)
    {
        await using var host = new GateHost();
        await AskAsync(host, 0, 1, EffectKind.OpenPullRequest);
        var rule = new ConsentRule { Kinds = kinds == 0 ? [] : kinds == 1 ? [EffectKind.OpenPullRequest] : [EffectKind.OpenPullRequest, (EffectKind)99], AtMost = atMost, Until = long.MaxValue };

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAllAsync(rule, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Single(host.Consents.List());
    }

    [Fact]
    public async Task AnswerAllAsync_EachAnswer_RecordsTheRule()
    {
        await using var host = new GateHost();
        var asked = await AskAsync(host, 0, 1, EffectKind.OpenPullRequest);
        var rule = new ConsentRule { Kinds = [EffectKind.OpenPullRequest], Session = Given.Session, AtMost = 1, Until = asked[0].Position };

        await host.Consents.AnswerAllAsync(rule, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);

        object[] facts = [];
        host.Journal.Tamper(all => facts = [.. all.Select(host.Catalog.Decode).OfType<object>()]);
        Assert.Equal($"OpenPullRequest of session shop-1, at most 1, asked up to position {asked[0].Position}", Assert.Single(facts.OfType<ConsentFacts.Answered>()).Rule);
    }

    private static async Task<List<Consent>> AskAsync(GateHost host, int first, int count, EffectKind kind)
    {
        var asked = new List<Consent>();
        foreach (var effect in Enumerable.Range(first, count).Select(number => Given.Numbered(number, kind)))
        {
            asked.Add((await host.Desk.RequestAsync(effect, CanonicalOperation.Hash(effect), [], [], GateHost.Token)).Consent);
        }

        return asked;
    }
}
