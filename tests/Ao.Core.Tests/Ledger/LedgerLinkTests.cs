using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using static Ao.Core.Tests.Ledger.LedgerWorld;

namespace Ao.Core.Tests.Ledger;

/// <summary>What people say of two records or changes.</summary>
public sealed class LedgerLinkTests : IDisposable
{
    private const string Revision = "1111111111111111111111111111111111111111";
    private const string Other = "2222222222222222222222222222222222222222";
    private static readonly Operator s_ada = new("ada", "test");
    private readonly LedgerWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(LedgerRelation.Duplicate, "duplicate")]
    [InlineData(LedgerRelation.Ported, "ported")]
    [InlineData(LedgerRelation.Converges, "converges")]
    [InlineData(LedgerRelation.Conflicts, "conflicts")]
    public async Task Link_TwoRevisions_IsSaidOnce_WithoutWhoSaysIt(LedgerRelation relation, string word)
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);
        var link = new LedgerLink { A = Revision, B = Other, Relation = relation };

        var entry = await engine.Orchestrator.Ledgers.LinkAsync(Shop, link, s_ada, Token);
        var again = await engine.Orchestrator.Ledgers.LinkAsync(Shop, link, s_ada, Token);

        Assert.Equal(entry.Id, again.Id);
        Assert.Equal($$"""{"a":"{{Revision}}","b":"{{Other}}","relation":"{{word}}"}""", System.Text.Encoding.UTF8.GetString(entry.Body.Span));
        Assert.Equal(2, Verify(_world.Scm.Kept(key.ForkId), key.ForkId).Count);
    }

    [Fact]
    public async Task Link_Supersedes_StandsInThePlaceOfTheOther_UntilItIsTakenBack()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);
        var (old, better) = (await ReportAsync(engine, "It is slow"), await ReportAsync(engine, "It is slow on Mondays"));

        var link = await engine.Orchestrator.Ledgers.LinkAsync(Shop, new LedgerLink { A = better.Id, B = old.Id, Relation = LedgerRelation.Supersedes }, s_ada, Token);
        var standing = await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Kind = LedgerKinds.Report }, Token);
        await engine.Orchestrator.Ledgers.WithdrawAsync(Shop, link.Id, "They are two.", Token);

        Assert.Equal([better.Id], standing.Select(static entry => entry.Id));
        Assert.Equal(2, (await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Kind = LedgerKinds.Report }, Token)).Count);
    }

    [Theory]
    [InlineData(Revision, Revision, LedgerRelation.Ported, "cannot be related to itself")]
    [InlineData("HEAD", Other, LedgerRelation.Ported, "is neither the id of a record nor a revision")]
    [InlineData(Revision, "--all", LedgerRelation.Ported, "is neither the id of a record nor a revision")]
    [InlineData(Revision, Other, LedgerRelation.Supersedes, "has no record")]
    [InlineData(Revision, Other, (LedgerRelation)9, "is nothing that two records could be")]
    public async Task Link_WhatCannotBe_IsRefused(string a, string b, LedgerRelation relation, string expected)
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Ledgers.LinkAsync(Shop, new LedgerLink { A = a, B = b, Relation = relation }, s_ada, Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Single(Verify(_world.Scm.Kept(key.ForkId), key.ForkId));
    }

    [Fact]
    public async Task Link_IdentityInThePlaceOfAnything_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);
        var report = await ReportAsync(engine, "It is slow");
        var identity = (await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Kind = LedgerKinds.Identity }, Token))[0];

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Ledgers.LinkAsync(Shop, new LedgerLink { A = report.Id, B = identity.Id, Relation = LedgerRelation.Supersedes }, s_ada, Token));

        Assert.Contains("Declare the fork anew.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_NoLedgerOrNoOperator_SaysWhatIsMissing()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var link = new LedgerLink { A = Revision, B = Other, Relation = LedgerRelation.Ported };

        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Ledgers.LinkAsync(Shop, link, new Operator("", "test"), Token));
        Assert.Contains("Fork:Name", (await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Ledgers.LinkAsync(Shop, link, s_ada, Token))).Message, StringComparison.Ordinal);
    }
}
