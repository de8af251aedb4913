using Ao.Ledger;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests.Ledgers;

public sealed class LedgerExchangeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_WhatWasPushed_ArrivesAndGrows()
    {
        await using var rig = await LedgerRig.StartAsync();
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Missing, null), await rig.FetchAsync());
        var commits = await rig.AppendManyAsync(2);

        Assert.Equal(new LedgerPush(commits[1]), await rig.PushAsync());
        Assert.Equal(new LedgerPush(commits[1]), await rig.PushAsync());
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, commits[1]), await rig.FetchAsync());
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.UpToDate, commits[1]), await rig.FetchAsync());
        var more = await rig.AppendManyAsync(2, commits[1], 3);
        Assert.Equal(new LedgerPush(more[1]), await rig.PushAsync());
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, more[1]), await rig.FetchAsync());

        Assert.Equal(more, (await rig.ReadAsync(after: commits[1])).Select(static commit => commit.Id));
        Assert.Equal(more[1], await rig.Reader.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));
        Assert.Equal(LedgerRig.Reference, await rig.AtPlaceAsync("for-each-ref", "--format=%(refname)"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(rig.Git.DataOf("reader"), "projects", "shop", "scratch")));
    }

    [Fact]
    public async Task Fetch_NothingNew_TakesOneProcess()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);
        await rig.PushAsync();
        var runner = new CountingRunner();
        var reader = await rig.Git.NewScmAsync(runner: runner);
        await rig.FetchAsync(host: reader);
        var before = runner.Calls;

        Assert.Equal(LedgerFetchOutcome.UpToDate, (await rig.FetchAsync(host: reader)).Outcome);

        Assert.Equal(1, runner.Calls - before);
    }

    [Fact]
    public async Task Fetch_EarlierState_IsRolledBackAndChangesNothing()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(3);
        await rig.PushAsync();
        await rig.FetchAsync();
        await rig.AtPlaceAsync("update-ref", LedgerRig.Reference, commits[0]);

        var fetched = await rig.FetchAsync();

        Assert.Equal((LedgerFetchOutcome.RolledBack, commits[2], commits[0]), (fetched.Outcome, fetched.Head, fetched.Other));
        await rig.AtPlaceAsync("update-ref", "-d", LedgerRig.Reference);
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Missing, commits[2]), await rig.FetchAsync());
        Assert.Equal(3, (await rig.ReadAsync()).Count);
    }

    [Fact]
    public async Task Fetch_RewrittenChain_IsForkedAndBothHeadsAreKept()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(2);
        await rig.PushAsync();
        await rig.FetchAsync();
        await rig.AtPlaceAsync("update-ref", LedgerRig.Reference, commits[0]);
        await rig.PlantAsync(LedgerRig.Planted($"from {commits[0]}\n" + LedgerRig.File("seg/0000/00000002.jsonl", "other")));
        var other = await rig.AtPlaceAsync("rev-parse", LedgerRig.Reference);

        var fetched = await rig.FetchAsync();
        var again = await rig.FetchAsync();

        Assert.Equal((LedgerFetchOutcome.Forked, commits[1], other), (fetched.Outcome, fetched.Head, fetched.Other));
        Assert.Equal((LedgerFetchOutcome.Forked, commits[1], other), (again.Outcome, again.Head, again.Other));
        Assert.Equal(other, await rig.Git.GitAsync(rig.ReadersRepository, "--git-dir=.", "rev-parse", $"refs/ao/evidence/{LedgerRig.ForkId}/{other}"));
        Assert.Equal(commits, (await rig.ReadAsync()).Select(static commit => commit.Id));
        Assert.Equal([commits[0], other], (await rig.ReadAsync(until: other)).Select(static commit => commit.Id));
    }

    [Fact]
    public async Task Fetch_ChainThatIsRewrittenAgainAndAgain_KeepsFewHeads()
    {
        await using var rig = await LedgerRig.StartAsync();
        var first = await rig.AppendAsync(null, 1);
        await rig.PushAsync();
        await rig.FetchAsync();
        for (var number = 0; number < 6; number++)
        {
            await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File("seg/0000/00000001.jsonl", $"{number}")));
            Assert.Equal(LedgerFetchOutcome.Forked, (await rig.FetchAsync()).Outcome);
        }

        Assert.Equal(4, (await rig.Git.GitAsync(rig.ReadersRepository, "--git-dir=.", "for-each-ref", "--format=%(refname)", "refs/ao/evidence")).Split('\n').Length);
        Assert.Equal(first, await rig.Reader.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));
    }

    [Fact]
    public async Task Fetch_OwnChain_ChangesNothingOfIt()
    {
        await using var rig = await LedgerRig.StartAsync();
        var first = await rig.AppendAsync(null, 1);
        await rig.PushAsync();
        await rig.PlantAsync(LedgerRig.Planted($"from {first}\n" + LedgerRig.File("seg/0000/00000002.jsonl", "forged")));
        var forged = await rig.AtPlaceAsync("rev-parse", LedgerRig.Reference);

        var fetched = await rig.FetchAsync(host: rig.Publisher);

        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, forged), fetched);
        Assert.Equal(first, await rig.Publisher.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));
        Assert.Equal(first, await rig.Git.GitAsync(rig.PublishersRepository, "--git-dir=.", "rev-parse", LedgerRig.Reference));
    }

    [Fact]
    public async Task Append_ChainThatWasLostHereAndFetchedBack_GoesOn()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(2);
        await rig.PushAsync();
        Directory.Delete(rig.PublishersRepository, recursive: true);
        var again = await rig.Git.NewScmAsync();
        Assert.Equal(LedgerFetchOutcome.Advanced, (await rig.FetchAsync(host: again)).Outcome);

        var third = await rig.AppendAsync(commits[1], 3, host: again);

        Assert.Equal(new LedgerPush(third), await rig.PushAsync(host: again));
        Assert.Equal([.. commits, third], (await rig.ReadAsync(host: again)).Select(static commit => commit.Id));
    }

    [Fact]
    public async Task Append_AfterTheFirst_TakesTwoProcesses()
    {
        await using var rig = await LedgerRig.StartAsync();
        var runner = new CountingRunner();
        var publisher = await rig.Git.NewScmAsync(runner: runner);
        var first = await rig.AppendAsync(null, 1, host: publisher);
        var before = runner.Calls;

        await rig.AppendAsync(first, 2, host: publisher);

        Assert.Equal(2, runner.Calls - before);
    }

    [Fact]
    public async Task Push_OverAnotherChain_IsRefusedAndOverwritesNothing()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);
        await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File("seg/0000/00000001.jsonl", "another's")));
        var there = await rig.AtPlaceAsync("rev-parse", LedgerRig.Reference);

        var pushed = await rig.PushAsync();

        Assert.Null(pushed.Head);
        Assert.Contains("nothing is overwritten", pushed.Reason, StringComparison.Ordinal);
        Assert.Equal(there, await rig.AtPlaceAsync("rev-parse", LedgerRig.Reference));
    }

    [Fact]
    public async Task Push_FromAnOlderCopyOfTheHost_IsRefused()
    {
        await using var rig = await LedgerRig.StartAsync();
        var first = await rig.AppendAsync(null, 1);
        await rig.PushAsync();
        await rig.PlantAsync(LedgerRig.Planted($"from {first}\n" + LedgerRig.File("seg/0000/00000002.jsonl", "x")));
        await rig.FetchAsync(host: rig.Publisher);

        var pushed = await rig.PushAsync();

        Assert.Null(pushed.Head);
        Assert.Contains("holds more of the chain", pushed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_UpToANamedCommit_BringsNoMore()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(3);

        Assert.Equal(new LedgerPush(commits[1]), await rig.PushAsync(head: commits[1]));
        Assert.Equal(commits[1], await rig.AtPlaceAsync("rev-parse", LedgerRig.Reference));
        await rig.PushAsync();
        Assert.Equal(new LedgerPush(commits[2]), await rig.PushAsync(head: commits[0]));
        await Assert.ThrowsAsync<AoException>(async () => await rig.PushAsync(head: new string('c', 40)));
    }

    [Fact]
    public async Task Push_AsABranch_IsFoundThereByItself()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(2);

        Assert.Equal(new LedgerPush(commits[1]), await rig.PushAsync(LedgerForm.Branch));
        Assert.Equal($"refs/heads/ao-ledger/{LedgerRig.ForkId}", await rig.AtPlaceAsync("for-each-ref", "--format=%(refname)"));
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, commits[1]), await rig.FetchAsync());
        Assert.Equal([new(LedgerRig.ForkId, commits[1])], await rig.Reader.ListLedgersAsync(rig.Git.Source, rig.Place, Token));
    }

    [Fact]
    public async Task Push_PlaceThatRefusesTheReference_SaysWhatToDo()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);
        await rig.Git.RunAsync("sh", "-c", $"printf '#!/bin/sh\\necho branches only >&2\\ncase $1 in refs/heads/*) exit 0;; esac\\nexit 1\\n' >'{rig.Place}/hooks/update' && chmod +x '{rig.Place}/hooks/update'");

        var pushed = await rig.PushAsync();

        Assert.Null(pushed.Head);
        Assert.Contains("let the chain lie there as one", pushed.Reason, StringComparison.Ordinal);
        Assert.NotNull((await rig.PushAsync(LedgerForm.Branch)).Head);
    }

    [Fact]
    public async Task AnyCall_PlaceThatIsNotThere_IsTransientAndOneThatIsNoRepositoryIsNot()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);
        var nowhere = Path.Combine(rig.Git.Root, "nowhere");

        await Assert.ThrowsAsync<TransientException>(async () => await rig.FetchAsync(location: nowhere));
        await Assert.ThrowsAsync<TransientException>(async () => await rig.PushAsync(location: nowhere));
        await Assert.ThrowsAsync<TransientException>(async () => await rig.Reader.ListLedgersAsync(rig.Git.Source, nowhere, Token));
        Assert.IsNotType<TransientException>(await Record.ExceptionAsync(async () => await rig.FetchAsync(location: rig.Git.Home)));
        Assert.Null((await rig.PushAsync(location: rig.Git.Home)).Head);
    }

    [Theory]
    [InlineData("--upload-pack=touch x")]
    [InlineData("ext::sh -c touch% x")]
    [InlineData("relative/path")]
    [InlineData("https://user:secret@host/x.git")]
    [InlineData("")]
    [InlineData("/a\nb")]
    public async Task AnyCall_LocationThatIsNone_IsAnErrorThatNamesIt(string location)
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);

        var exception = await Assert.ThrowsAnyAsync<AoException>(async () => await rig.FetchAsync(location: location));
        await Assert.ThrowsAnyAsync<AoException>(async () => await rig.PushAsync(location: location));

        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_HostileLocations_NeverThrowAnythingElse()
    {
        await using var rig = await LedgerRig.StartAsync();
        foreach (var location in HostileStrings.Arguments.Where(static text => !Directory.Exists(text) && !File.Exists(text)).Take(100))
        {
            await Assert.ThrowsAnyAsync<AoException>(async () => await rig.FetchAsync(location: location));
        }
    }
}
