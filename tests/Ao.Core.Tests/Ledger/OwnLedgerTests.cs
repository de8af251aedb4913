using System.Text;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;
using static Ao.Core.Tests.Ledger.LedgerWorld;

namespace Ao.Core.Tests.Ledger;

/// <summary>A host's own ledger: what is written, kept and taken back.</summary>
public sealed class OwnLedgerTests : IDisposable
{
    private static readonly Operator s_ada = new("ada", "test");
    private readonly LedgerWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Open_Twice_IsOneKeyAndOneRecord()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var first = await OpenAsync(engine);
        var second = await OpenAsync(engine);

        Assert.Equal((first.ForkId, first.AllowedSigner), (second.ForkId, second.AllowedSigner));
        Assert.Equal(first.ForkId, PublisherKey.Of(first.PublicKey.Span)!.ForkId);
        Assert.Equal(LedgerKinds.Identity, Assert.Single(Verify(_world.Scm.Kept(first.ForkId), first.ForkId)).Kind);
        Assert.Equal(first.ForkId, engine.Orchestrator.Ledgers.FindKey(Shop)!.ForkId);
    }

    [Fact]
    public async Task Open_ChangedIdentity_IsANewRecordThatStands()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);
        await engine.Get<ILedgerBook>().OpenAsync(Shop, Identity("The new shop"), Token);
        await OpenAsync(engine);

        var identities = await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Kind = LedgerKinds.Identity, IncludesPast = true }, Token);
        var standing = Assert.Single(identities, static entry => entry.Stands);
        Assert.Equal((3, "The shop"), (identities.Count, LedgerBody.Read(standing, LedgerBodiesJson.Default.IdentityBody)!.Name));
    }

    [Fact]
    public async Task Key_IsInAFileOfItsOwnerOnly()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);
        var path = Path.Combine(_world.World.Options.DataFolder, "keys", "shop.pem");

        Assert.StartsWith("fork ", await File.ReadAllTextAsync(path, Token), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Append_SameContentAgain_IsTheSameRecord()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);
        var first = await ReportAsync(engine, "It is slow");
        var again = await ReportAsync(engine, "It is slow");
        var batch = await engine.Get<ILedgerBook>().AppendAsync(Shop, [ChainBuilder.Report("It is slow"), ChainBuilder.Report("It is wrong"), ChainBuilder.Report("It is wrong")], Token);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal((first.Id, batch[1].Id), (batch[0].Id, batch[2].Id));
        Assert.Equal(3, Verify(_world.Scm.Kept(key.ForkId), key.ForkId).Count);
    }

    [Fact]
    public async Task Append_BackToWhatWasSaidBefore_StandsAgain()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);
        foreach (var title in new[] { "open", "resolved", "open" })
        {
            await ReportAsync(engine, title, "bug-1");
        }

        var standing = Assert.Single(engine.Get<ILedgerBook>().View(Shop).Standing(LedgerKinds.Report));
        Assert.Equal("open", LedgerBody.Read(standing, LedgerBodiesJson.Default.ReportBody)!.Title);
    }

    [Fact]
    public async Task Append_Many_FillsSegmentsOfAHundred()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);
        var made = await engine.Get<ILedgerBook>().AppendAsync(Shop, [.. Enumerable.Range(1, 250).Select(static number => ChainBuilder.Report($"Problem {number}"))], Token);

        var read = Verify(_world.Scm.Kept(key.ForkId), key.ForkId);
        Assert.Equal((251, 4), (read.Count, _world.Scm.Kept(key.ForkId).Count));
        Assert.Equal(made.Select(static entry => entry.Id), read.Skip(1).Select(static entry => entry.Id));
    }

    [Fact]
    public async Task Append_Secrets_AreNotSigned()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);
        await ReportAsync(engine, "curl https://ada:hunter2secret@example.test failed");

        var segment = Encoding.UTF8.GetString(LedgerBody.Write(new ReportBody { Type = "bug", Title = "" }, LedgerBodiesJson.Default.ReportBody).Span) + string.Join('\n', Verify(_world.Scm.Kept(key.ForkId), key.ForkId).Select(static entry => Encoding.UTF8.GetString(entry.Body.Span)));
        Assert.DoesNotContain("hunter2secret", segment, StringComparison.Ordinal);
        Assert.Contains("example.test", segment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_LocalPaths_AreNotSigned()
    {
        _world.World.Project.Fork.Upstream = "/src/canary-upstream";
        await using var engine = await Engine.StartAsync(_world.World);
        await engine.Get<ILedgerBook>().OpenAsync(Shop, Identity() with { Upstream = "/src/canary-upstream", Contact = "/home/canary/mail" }, Token);
        await ReportAsync(engine, $"It fails in {_world.World.Options.DataFolder}/canary/x, in /src/canary-upstream/lib/a.cs and in C:\\Users\\Canary\\x");

        var signed = string.Join('\n', Verify(_world.Scm.Kept(engine.Orchestrator.Ledgers.FindKey(Shop)!.ForkId), engine.Orchestrator.Ledgers.FindKey(Shop)!.ForkId).Select(static entry => Encoding.UTF8.GetString(entry.Body.Span)));
        Assert.DoesNotContain("canary", signed, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("It fails in [redacted], in [redacted]/lib/a.cs and in [redacted]", signed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_WhatCannotBe_SaysWhy()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var book = engine.Get<ILedgerBook>();
        Assert.Contains("has no ledger of its own", (await Assert.ThrowsAsync<AoException>(() => ReportAsync(engine, "x"))).Message, StringComparison.Ordinal);
        await OpenAsync(engine);

        Assert.Contains("cannot be added", (await Assert.ThrowsAsync<AoException>(() => book.AppendAsync(Shop, "prophecy", "{}"u8.ToArray(), null, Token))).Message, StringComparison.Ordinal);
        Assert.Contains("no JSON", (await Assert.ThrowsAsync<AoException>(() => book.AppendAsync(Shop, LedgerKinds.Report, "[1]"u8.ToArray(), null, Token))).Message, StringComparison.Ordinal);
        Assert.Contains("Say less", (await Assert.ThrowsAsync<AoException>(() => ReportAsync(engine, new string('x', 60_000)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_ARecord_HidesIt()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);
        var report = await ReportAsync(engine, "It is slow");
        await engine.Orchestrator.Ledgers.WithdrawAsync(Shop, report.Id, "It was our mistake.", Token);

        Assert.Empty(await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Kind = LedgerKinds.Report }, Token));
        Assert.True(Assert.Single(await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Kind = LedgerKinds.Report, IncludesPast = true }, Token)).IsWithdrawn);
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Ledgers.WithdrawAsync(Shop, "unknown", "x", Token));
        Assert.NotEqual(report.Id, (await ReportAsync(engine, "It is slow")).Id);
    }

    [Fact]
    public async Task Rotate_ThenGoOn_OthersFollow()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var old = await OpenAsync(engine);
        var next = await engine.Orchestrator.Ledgers.RotateAsync(Shop, Token);
        await ReportAsync(engine, "by the new key");
        await OpenAsync(engine);

        Assert.Equal(old.ForkId, next.ForkId);
        Assert.NotEqual(old.AllowedSigner, next.AllowedSigner);
        Assert.Contains(Verify(_world.Scm.Kept(old.ForkId), old.ForkId), static entry => entry.Kind == LedgerKinds.Report);
        Assert.Single(Directory.GetFiles(Path.Combine(_world.World.Options.DataFolder, "keys")));
    }

    [Fact]
    public async Task Rotate_HostDiesBeforeTheKeyIsInItsPlace_IsCarriedThrough()
    {
        ForkKey old;
        await using (var engine = await Engine.StartAsync(_world.World))
        {
            old = await OpenAsync(engine);
            _world.Scm.LosesReply = static what => what == "ledger-append";
            await Assert.ThrowsAsync<OutcomeUnknownException>(() => engine.Orchestrator.Ledgers.RotateAsync(Shop, Token));
            _world.Scm.LosesReply = static _ => false;
        }

        await using var next = await Engine.StartAsync(_world.World);
        await ReportAsync(next, "by the new key");

        Assert.NotEqual(old.AllowedSigner, next.Orchestrator.Ledgers.FindKey(Shop)!.AllowedSigner);
        Assert.Contains(Verify(_world.Scm.Kept(old.ForkId), old.ForkId), static entry => entry.Kind == LedgerKinds.Report);
    }

    [Fact]
    public async Task Revoke_EndsTheLedger()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);
        await engine.Orchestrator.Ledgers.RevokeAsync(Shop, "The laptop was stolen.", s_ada, Token);

        var error = await Assert.ThrowsAsync<AoException>(() => ReportAsync(engine, "x"));
        Assert.Contains("ended by its revocation", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Verify(_world.Scm.Kept(key.ForkId), key.ForkId).Count);
    }

    [Fact]
    public async Task Restart_ReadsTheLedgerAgainAndGoesOn()
    {
        string forkId;
        await using (var engine = await Engine.StartAsync(_world.World))
        {
            forkId = (await OpenAsync(engine)).ForkId;
            await ReportAsync(engine, "one");
        }

        _world.Scm.CommitsAtOnce = 1;
        await using var next = await Engine.StartAsync(_world.World);
        var same = await ReportAsync(next, "one");
        await ReportAsync(next, "two");

        Assert.Equal([1L, 2, 3], Verify(_world.Scm.Kept(forkId), forkId).Select(static entry => entry.Clock));
        Assert.Equal(2, same.Clock);
    }

    [Fact]
    public async Task Restart_RepositoryHasLostTheLedger_DoesNotBeginASecondOne()
    {
        await using (var engine = await Engine.StartAsync(_world.World))
        {
            _world.Scm.Keep((await OpenAsync(engine)).ForkId, []);
        }

        await using var next = await Engine.StartAsync(_world.World);
        var error = await Assert.ThrowsAsync<AoException>(() => ReportAsync(next, "x"));
        Assert.Contains("two ledgers under one id", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_PlaceHasWhatTheRepositoryLost_GoesOn()
    {
        _world.World.Project.Ledger.Places.Add(new() { Location = "/public" });
        string forkId;
        await using (var engine = await Engine.StartAsync(_world.World))
        {
            forkId = (await OpenAsync(engine)).ForkId;
            await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token);
        }

        _world.Scm.Keep(forkId, []);
        await using var next = await Engine.StartAsync(_world.World);
        await ReportAsync(next, "goes on");

        Assert.Equal(2, Verify(_world.Scm.Kept(forkId), forkId).Count);
    }

    [Fact]
    public async Task Append_HostDiesAtEachStep_NeitherLosesNorDoubles()
    {
        var start = await LedgerWorld.StepsOfStartAsync();
        for (var dieAt = start + 1; dieAt < start + 60; dieAt++)
        {
            using var world = new LedgerWorld();
            try
            {
                await using var engine = await Engine.StartAsync(world.World, dieAt: dieAt);
                await OpenAsync(engine);
                await ReportAsync(engine, "one");
                await engine.Get<ILedgerBook>().AppendAsync(Shop, [ChainBuilder.Report("two"), ChainBuilder.Report("three")], Token);
            }
            catch (AoException)
            {
                // The host has died on the way; the next one does it all again.
            }

            await using var next = await Engine.StartAsync(world.World);
            var key = await OpenAsync(next);
            await ReportAsync(next, "one");
            await next.Get<ILedgerBook>().AppendAsync(Shop, [ChainBuilder.Report("two"), ChainBuilder.Report("three")], Token);

            var titles = Verify(world.Scm.Kept(key.ForkId), key.ForkId).Where(static entry => entry.Kind == LedgerKinds.Report).Select(static entry => LedgerBody.Read(entry, LedgerBodiesJson.Default.ReportBody)!.Title);
            Assert.Equal(["one", "two", "three"], titles);
            Assert.Equal(4, (await next.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token))[0].Records);
        }
    }
}
