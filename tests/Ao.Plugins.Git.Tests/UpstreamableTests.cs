using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

public sealed class UpstreamableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_AreToldApart_WithTheReason()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "code", ("code.txt", Lines(30)), ("shared.txt", Lines(10)));
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var alone = await rig.CommitAsync(fork, "alone", ("code.txt", Lines(30, (3, "three"))));
        var made = await rig.CommitAsync(fork, "made", ("feature.txt", "one\ntwo\n"));
        var grown = await rig.CommitAsync(fork, "grown", ("feature.txt", "one\ntwo\nthree\n"));
        var branded = await rig.CommitAsync(fork, "branded", ("brand/logo.txt", "logo\n"));
        var ported = await rig.CommitAsync(fork, "ported", ("code.txt", Lines(30, (3, "three"), (25, "twenty-five"))));
        var conflicting = await rig.CommitAsync(fork, "conflicting", ("shared.txt", Lines(10, (5, "fork"))));
        var mistake = await rig.CommitAsync(fork, "mistake", ("mistake.txt", "m\n"));
        await rig.GitAsync(fork, "revert", "--no-edit", mistake);
        var takenBack = await rig.GitAsync(fork, "rev-parse", "HEAD");
        var onBrand = await rig.CommitAsync(fork, "on the brand", ("brand/logo.txt", "logo\n"), ("feature2.txt", "f\n"));
        var mixed = await rig.CommitAsync(fork, "mixed", ("setup.txt", "s\n"), ("brand/more.txt", "m\n"));
        var needsKept = await rig.CommitAsync(fork, "needs what is kept", ("setup.txt", "s\nt\n"));
        await rig.CommitAsync(rig.SourcePath, "theirs", ("shared.txt", Lines(10, (5, "source"))));
        await rig.GitAsync(rig.SourcePath, "fetch", "--quiet", fork, "main");
        await rig.GitAsync(rig.SourcePath, "cherry-pick", ported);
        var copy = await rig.GitAsync(rig.SourcePath, "rev-parse", "HEAD");
        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, fork), Token);

        var found = (await rig.Scm.FindUpstreamableAsync(Request(rig), Token)).ToDictionary(static change => change.Revision);

        Assert.Equal(11, found.Count);
        Assert.Equal(UpstreamableState.Applies, found[alone].State);
        Assert.Equal(UpstreamableState.Applies, found[made].State);
        Assert.Equal(UpstreamableState.NeedsOthers, found[grown].State);
        Assert.Equal([made], found[grown].Needs);
        Assert.Equal(UpstreamableState.ForkOnly, found[branded].State);
        Assert.Contains("brand/logo.txt", found[branded].Reason, StringComparison.Ordinal);
        Assert.Equal((UpstreamableState.AlreadyThere, copy), (found[ported].State, found[ported].Counterpart));
        Assert.Equal(UpstreamableState.Conflicts, found[conflicting].State);
        Assert.Equal(["shared.txt"], found[conflicting].Conflicts);
        Assert.Equal((UpstreamableState.TakenBack, takenBack), (found[mistake].State, found[mistake].Counterpart));
        Assert.Equal((UpstreamableState.TakenBack, mistake), (found[takenBack].State, found[takenBack].Counterpart));
        Assert.Equal(UpstreamableState.Applies, found[onBrand].State);
        Assert.Equal(UpstreamableState.ForkOnly, found[mixed].State);
        Assert.Equal((UpstreamableState.ForkOnly, mixed), (found[needsKept].State, found[needsKept].Needs.Single()));
        Assert.All(found.Values, static change => Assert.EndsWith(".", change.Reason, StringComparison.Ordinal));
        Assert.Equal([needsKept], (await rig.Scm.FindUpstreamableAsync(Request(rig) with { MaxChanges = 1 }, Token)).Select(static change => change.Revision));
        Assert.Equal(copy, await rig.GitAsync(rig.SourcePath, "rev-parse", "main"));
        Assert.Equal("", await rig.GitAsync(rig.Control, "for-each-ref", "refs/trials"));
    }

    [Fact]
    public async Task Apply_ASeries_KeepsAuthorsAndOrigin_CanBeCheckedOut_AndIsRepeatedAlike()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.CommitAsync(fork, "own", ("own.txt", "o\n"));
        await GitRig.WriteAsync(fork, "feature.txt", "one\n");
        await rig.GitAsync(fork, "add", "-A");
        await rig.GitAsync(fork, "commit", "--quiet", "--author=B. Other <b@other.invalid>", "--date=2020-02-03T04:05:06+0200", "-m", "made\n\nWith a text.");
        var made = await rig.GitAsync(fork, "rev-parse", "HEAD");
        var grown = await rig.CommitAsync(fork, "grown", ("feature.txt", "one\ntwo\n"));
        var tip = await rig.CommitAsync(rig.SourcePath, "theirs", ("t.txt", "t\n"));
        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, fork), Token);

        var applied = await rig.Scm.TryApplyAsync(rig.Source, "one", [made, grown], Token);

        Assert.Equal(applied.Revision, (await (await rig.NewScmAsync()).TryApplyAsync(rig.Source, "one", [made, grown], Token)).Revision);
        Assert.Equal(
            $"grown\n\n(cherry picked from commit {grown})\n---A\n\nmade\n\nWith a text.\n\n(cherry picked from commit {made})\n---B. Other",
            await rig.GitAsync(rig.Control, "log", "--format=%B---%an%n", $"{tip}..{applied.Revision}"));
        Assert.Equal("2020-02-03T04:05:06+02:00", await rig.GitAsync(rig.Control, "log", "-1", "--format=%aI", applied.Revision + "^"));
        await using (var checkout = await rig.Scm.CheckOutAsync(rig.Source, applied.Revision!, Token))
        {
            Assert.Equal("one\ntwo\n", await File.ReadAllTextAsync(Path.Combine(checkout.Path, "feature.txt"), Token));
            Assert.False(File.Exists(Path.Combine(checkout.Path, "own.txt")));
        }

        var conflicting = await rig.Scm.TryApplyAsync(rig.Source, "one", [grown], Token);
        Assert.Null(conflicting.Revision);
        Assert.Equal(["feature.txt"], conflicting.Conflicts);
        Assert.Equal(tip, (await rig.Scm.TryApplyAsync(rig.Source, "one", [], Token)).Revision);
        await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.TryApplyAsync(rig.Source, "one", [new string('1', 40)], Token));
    }

    [Fact]
    public async Task Changes_WhoseContentsAreMissing_AreUnknown_AndTheOthersAreTold()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "code", ("code.txt", Lines(30)));
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var lost = await rig.CommitAsync(fork, "lost", ("code.txt", Lines(30, (3, "three"))));
        var fine = await rig.CommitAsync(fork, "fine", ("fine.txt", "f\n"));
        await rig.CommitAsync(rig.SourcePath, "theirs", ("code.txt", Lines(30, (20, "twenty"))));
        await ForkFoldersTests.LoseAsync(rig, fork, await rig.GitAsync(fork, "rev-parse", $"{lost}:code.txt"));
        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, fork), Token);

        var found = await rig.Scm.FindUpstreamableAsync(Request(rig), Token);

        Assert.Equal([UpstreamableState.Unknown, UpstreamableState.Applies], found.Select(static change => change.State));
        Assert.NotNull((await rig.Scm.TryApplyAsync(rig.Source, "one", [fine], Token)).Revision);
    }

    [Fact]
    public async Task Source_ThatIsOnlyRead_MayBeAnAddress()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var made = await rig.CommitAsync(fork, "made", ("feature.txt", "one\n"));
        var source = new ProjectSource { Project = new ProjectId("upstream"), Location = $"file://{rig.SourcePath}", BaseBranch = "main", IsOnlyRead = true };
        await rig.Scm.FetchForkAsync(new ForkFetchRequest { Source = source, ForkId = "one", Location = fork }, Token);

        var first = await rig.Scm.FindUpstreamableAsync(Request(rig) with { Source = source }, Token);
        await rig.GitAsync(rig.SourcePath, "pull", "--quiet", fork, "main");
        var next = await rig.Scm.FindUpstreamableAsync(Request(rig) with { Source = source }, Token);

        Assert.Equal((made, UpstreamableState.Applies), (Assert.Single(first).Revision, first[0].State));
        Assert.Empty(next);
        Assert.Contains("is not there", (await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.InspectAsync(source with { IsOnlyRead = false }, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_OfAnUnrelatedRepository_AreRefused()
    {
        await using var rig = await GitRig.StartAsync();
        var other = Path.Combine(rig.Root, "other");
        Directory.CreateDirectory(other);
        await rig.GitAsync(other, "init", "--quiet", "-b", "main");
        await rig.CommitAsync(other, "unrelated", ("x.txt", "x\n"));
        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, other), Token);

        var error = await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.FindUpstreamableAsync(Request(rig), Token));

        Assert.Contains("no history in common", error.Message, StringComparison.Ordinal);
        Assert.False((await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token)).IsKin);
    }

    private static UpstreamableRequest Request(GitRig rig) => new() { Source = rig.Source, ForkId = "one", Branch = "main", ForkOnlyPaths = ["brand/", "*.secret"] };

    private static string Lines(int count, params (int Number, string Text)[] changed) =>
        string.Concat(Enumerable.Range(1, count).Select(number => (changed.FirstOrDefault(change => change.Number == number).Text ?? $"line {number}") + "\n"));
}
