using Ao.Consents;
using Ao.Core.Tests.Ledger;
using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Forks;

/// <summary>Forks that nobody has decided about: who they say that they are, before a person adopts one.</summary>
public sealed class ForkIntroductionTests : IDisposable
{
    private static readonly Operator s_ada = new("ada", "test");
    private readonly FakeLedgers _places = new();
    private readonly SovereignWorld _red;
    private readonly ChainBuilder _stranger = new();

    public ForkIntroductionTests() => _red = new SovereignWorld("red", _places);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Source => _red.Project.Path;

    public void Dispose()
    {
        _red.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task Adopt_OwnForkId_IsRefused()
    {
        await using var engine = await _red.StartAsync();
        var own = await engine.Orchestrator.Forks.DeclareAsync(SovereignWorld.Shop, Token);

        foreach (var adoption in (ForkAdoption[])[new() { Name = "twin", Location = "/forks/twin", ForkId = own.ForkId }, new() { Name = "twin", Location = "/forks/twin", PublicKey = own.PublicKey }])
        {
            var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.AdoptAsync(SovereignWorld.Shop, adoption, s_ada, Token));
            Assert.Contains($"{own.ForkId} is the project's own", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Describe_Candidate_SaysWhoItIs_AndIsNotTakenForGranted()
    {
        Introduce("The blue fork", "blue@example.org", "slow lines");
        _stranger.Add(ChainBuilder.Report("It is slow"));
        Leave(Source);
        await using var engine = await _red.StartAsync();
        await engine.Orchestrator.Forks.DeclareAsync(SovereignWorld.Shop, Token);

        var candidate = Assert.Single(await engine.Orchestrator.Forks.ListCandidatesAsync(SovereignWorld.Shop, Token));
        var described = await engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, candidate.ForkId, cancellationToken: Token);

        Assert.Equal(("The blue fork", "blue@example.org", "slow lines", ForkRole.Sovereign, ForkLifecycle.Active), (described.Name, described.Contact, described.Domain, described.Role, described.Lifecycle));
        Assert.Equal((_stranger.ForkId, Source, candidate.Head, _stranger.Signer.Key.Text, _stranger.Signer.Key.Fingerprint), (described.ForkId, described.Location, described.Head, described.PublicKey, described.Fingerprint));
        Assert.Equal((2, 0, ChainBuilder.Start, ChainBuilder.Start, true, null), (described.Records, described.Refused, described.FirstRecordAt, described.LastRecordAt, described.SaysIsKin, described.Problem));
        Assert.DoesNotContain(await engine.Orchestrator.Ledgers.ReadAsync(SovereignWorld.Shop, cancellationToken: Token), entry => entry.Publisher == _stranger.ForkId);
        Assert.DoesNotContain(await engine.Orchestrator.Ledgers.ListPublishersAsync(SovereignWorld.Shop, Token), publisher => publisher.ForkId == _stranger.ForkId);
        Assert.Empty(_red.Scm.Kept(_stranger.ForkId));
    }

    [Fact]
    public async Task Describe_PlaceThatAPersonNames_NeedsNoCandidate()
    {
        Introduce("The blue fork");
        Leave("/elsewhere");
        await using var engine = await _red.StartAsync();

        var described = await engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, _stranger.ForkId, "/elsewhere", Token);

        Assert.Equal(("The blue fork", "/elsewhere"), (described.Name, described.Location));
    }

    [Fact]
    public async Task Describe_HostileTexts_AreCutAndCannotSteerATerminal()
    {
        Introduce("\u001b[2J" + new string('x', 5_000), "a\nb\u202e", "\0");
        Leave(Source);
        await using var engine = await _red.StartAsync();

        var described = await engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, _stranger.ForkId, cancellationToken: Token);

        Assert.True(described.Name!.Length <= 64 && described.Contact!.Length <= 200);
        Assert.All(new[] { described.Name, described.Contact, described.Domain }.OfType<string>(), static text => Assert.DoesNotContain(text, static character => char.IsControl(character) || character == '\u202e'));
    }

    [Fact]
    public async Task Describe_SomebodyElsesLedgerUnderTheId_SaysNothingOfIt_AndStandsInNobodysWay()
    {
        using var forger = new ChainBuilder();
        forger.Add(ChainBuilder.Report("I am the blue fork"));
        Introduce("The blue fork");
        _places.Put(Source, _stranger.ForkId, [.. forger.Commits]);
        Leave("/forks/blue");
        await using var engine = await _red.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, _stranger.ForkId, cancellationToken: Token));
        var described = await engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, _stranger.ForkId, "/forks/blue", Token);
        await engine.Orchestrator.Forks.AdoptAsync(SovereignWorld.Shop, new ForkAdoption { Name = "blue", Location = "/forks/blue", ForkId = _stranger.ForkId }, s_ada, Token);
        var taken = Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(SovereignWorld.Shop, Token)).Peers);

        Assert.Contains("cannot be read", error.Message, StringComparison.Ordinal);
        Assert.Equal("The blue fork", described.Name);
        Assert.Equal((1, null), (taken.Records, taken.Problem));
    }

    [Fact]
    public async Task Describe_ShowsAnotherLedgerThanBefore_IsTold()
    {
        using var twin = new ChainBuilder(_stranger.Signer);
        Introduce("The blue fork");
        Leave(Source);
        await using var engine = await _red.StartAsync();
        await engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, _stranger.ForkId, cancellationToken: Token);
        twin.Add(ChainBuilder.Report("Another one"));
        _places.Put(Source, _stranger.ForkId, [.. twin.Commits]);

        var described = await engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, _stranger.ForkId, cancellationToken: Token);

        Assert.Equal("The blue fork", described.Name);
        Assert.Contains("another ledger", described.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FORK", null, "is no fork id")]
    [InlineData("0123456789abcdef", null, "is none of the candidates")]
    [InlineData("0123456789abcdef", "/nowhere", "nothing of it is there")]
    [InlineData("0123456789abcdef", "--upload-pack=touch", "cannot be the ledger's place")]
    [InlineData("0123456789abcdef", "https://ada:secret@forge.example/red", "holds a password")]
    public async Task Describe_WhatCannotBe_IsRefused(string forkId, string? location, string expected)
    {
        await using var engine = await _red.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.DescribeCandidateAsync(SovereignWorld.Shop, forkId, location, Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListMentioned_WhomPinnedForksFollow_AreHintsAndNoMore()
    {
        using var peer = new ChainBuilder();
        _red.Pin("peer", "/peer", peer.ForkId);
        await using var engine = await _red.StartAsync();
        var own = (await engine.Orchestrator.Forks.DeclareAsync(SovereignWorld.Shop, Token)).ForkId;
        PeerHint[] hints =
        [
            new() { ForkId = _stranger.ForkId, Name = "blue\u001b[2J", Location = "https://forge.example/blue.git", PublicKey = _stranger.Signer.Key.Text },
            new() { ForkId = "0123456789abcdef", Location = "--upload-pack=touch", PublicKey = _stranger.Signer.Key.Text },
            new() { ForkId = own, Name = "you" },
            new() { ForkId = peer.ForkId, Name = "me" },
            new() { ForkId = "no fork id" },
        ];
        peer.Add(LedgerBody.Draft(LedgerKinds.Peers, new PeersBody { Peers = hints }, LedgerBodiesJson.Default.PeersBody));
        _places.Put("/peer", peer.ForkId, [.. peer.Commits]);
        await engine.Orchestrator.Ledgers.ExchangeAsync(SovereignWorld.Shop, Token);

        var mentioned = await engine.Orchestrator.Forks.ListMentionedAsync(SovereignWorld.Shop, Token);

        Assert.Equal(new[] { "0123456789abcdef", _stranger.ForkId }.Order(StringComparer.Ordinal), mentioned.Select(static fork => fork.ForkId));
        var blue = mentioned.Single(fork => fork.ForkId == _stranger.ForkId);
        var other = mentioned.Single(fork => fork.ForkId != _stranger.ForkId);
        Assert.Equal(("https://forge.example/blue.git", _stranger.Signer.Key.Text), (blue.Location, blue.PublicKey));
        Assert.Equal(["peer"], blue.By);
        Assert.DoesNotContain(blue.Name!, char.IsControl);
        Assert.Equal((null, null), (other.Location, other.PublicKey));
        Assert.Equal(["peer"], engine.Orchestrator.Forks.List(SovereignWorld.Shop).Select(static fork => fork.Name));
    }

    private void Introduce(string name, string? contact = null, string? domain = null) =>
        _stranger.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = name, Role = "sovereign", State = "active", Contact = contact, Domain = domain, PublicKey = _stranger.Signer.Key.Text }, LedgerBodiesJson.Default.IdentityBody));

    private void Leave(string place) => _places.Put(place, _stranger.ForkId, [.. _stranger.Commits]);
}
