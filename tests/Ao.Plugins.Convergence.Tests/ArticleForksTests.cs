using Ao.Commands;
using Ao.Convergence;
using Ao.Git.Histories;
using Ao.Plugins.Convergence.Tests.Worlds;

namespace Ao.Plugins.Convergence.Tests;

/// <summary>The article's three forks as real repositories, read by the reader of the git plugin.</summary>
public sealed class ArticleForksTests
{
    private static readonly string[] s_forks = ["bangalore", "berlin", "saopaulo"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7, 8)]
    [InlineData(11, 40)]
    [InlineData(1234, 120)]
    public async Task Detector_ThreeForksAndOneProblem_NamesTheAnswersAndIsSilentOnTheRest(int seed, int noise)
    {
        using var world = await ArticleForks.MakeAsync(seed, noise, Token);
        var findings = await DetectAsync(world);

        var pattern = findings[0];
        Assert.Equal(FindingRelation.Independent, pattern.Relation);
        Assert.Equal(s_forks, pattern.Forks.Select(static fork => fork.ForkId).Order(StringComparer.Ordinal));
        Assert.Equal([2, 1, 1], s_forks.Select(fork => Fork(pattern, fork).Revisions.Count));
        Assert.StartsWith(ArticleForks.PerType, Fork(pattern, "bangalore").Answer, StringComparison.Ordinal);
        Assert.StartsWith(ArticleForks.BackOff, Fork(pattern, "berlin").Answer, StringComparison.Ordinal);
        Assert.StartsWith(ArticleForks.LongRunning, Fork(pattern, "saopaulo").Answer, StringComparison.Ordinal);
        Assert.Contains("timeoutFor", Fork(pattern, "bangalore").Answer, StringComparison.Ordinal);
        Assert.Contains("isHealthy", Fork(pattern, "berlin").Answer, StringComparison.Ordinal);
        Assert.Contains("category", Fork(pattern, "saopaulo").Answer, StringComparison.Ordinal);
        Assert.Contains("timeout", pattern.Pattern, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(ArticleForks.Timeout, pattern.Pattern, StringComparison.Ordinal);
        Assert.Equal(["bangalore+berlin", "bangalore+saopaulo", "berlin+saopaulo"], pattern.Conflicts.Select(static conflict => string.Join('+', ((string[])[conflict.FirstForkId, conflict.SecondForkId]).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
        Assert.All(pattern.Conflicts, static conflict => Assert.Equal([ArticleForks.Timeout], conflict.Paths));
        Assert.All(s_forks, fork => Assert.Contains(fork, pattern.Explanation, StringComparison.Ordinal));
        Assert.EndsWith("Does this pattern belong upstream?", pattern.Explanation, StringComparison.Ordinal);
        Assert.Equal(pattern.Confidence, pattern.Reasons.Sum(static reason => reason.Share), 9);
        Assert.Equal(4, pattern.Evidence.Count);

        // Same file for another reason, twins, releases, what was taken back, what came from upstream: nothing of it is an answer of two forks.
        Assert.Equal([pattern.Id], findings.Where(static finding => finding.Relation is FindingRelation.Independent or FindingRelation.SameProblem).Select(static finding => finding.Id));
    }

    [Fact]
    public async Task Detector_CopiedCommits_AreCalledPortedOrUpstreams_AndRankLast()
    {
        using var world = await ArticleForks.MakeAsync(3, 20, Token);
        var findings = await DetectAsync(world);

        var ported = Assert.Single(findings, static finding => finding.Relation == FindingRelation.Ported);
        Assert.Equal(["berlin", "saopaulo"], ported.Forks.Select(static fork => fork.ForkId));
        Assert.Contains(ArticleForks.Copied, ported.Explanation, StringComparison.Ordinal);
        var upstream = Assert.Single(findings, static finding => finding.Relation == FindingRelation.AlreadyUpstream);
        Assert.Equal(["bangalore", "berlin", "upstream"], upstream.Forks.Select(static fork => fork.ForkId).Order(StringComparer.Ordinal));
        Assert.True(Assert.Single(upstream.Forks, static fork => fork.ForkId == "upstream").IsUpstream);
        Assert.Equal([FindingRelation.Independent, FindingRelation.Ported, FindingRelation.AlreadyUpstream], findings.Select(static finding => finding.Relation));
    }

    [Fact]
    public async Task StablePatchId_IsThatOfGit()
    {
        using var world = await ArticleForks.MakeAsync(5, 6, Token);
        world.Commit("berlin", "jonas", 40, "odd files", ("a b/ü\".txt", "no end"), ("tabs.txt", "\tone\r\ntwo  \n"), ("binary.bin", "\0\u0001\u0002"));
        world.Commit("berlin", "jonas", 41, "more", ("a b/ü\".txt", "no end\nnow"), ("tabs.txt", "one\ntwo\f\n\n"), ("binary.bin", "\0\u0003"), ("packages/web/src/theme.ts", null));
        await world.WriteAsync("berlin", Token);

        var folder = world.PathOf("berlin");
        var revisions = (await world.GitAsync(folder, "", Token, "rev-list", "--no-merges", "main")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var revision in revisions)
        {
            foreach (var context in (string[])["-U3", "-U0"])
            {
                var patch = await world.GitAsync(folder, "", Token, "diff-tree", "-p", "--root", "-M", "--full-index", context, "--no-commit-id", revision);
                var expected = (await world.GitAsync(folder, patch, Token, "patch-id", "--stable")).Split(' ')[0];
                Assert.Equal(expected, StablePatchId.Of(patch) ?? "");
            }
        }

        Assert.True(revisions.Length > 10);
    }

    internal static async Task<IReadOnlyList<Finding>> DetectAsync(ForkWorld world)
    {
        await using var folders = await ForkFolders.OpenAsync(new CommandRunner(TimeProvider.System), TimeProvider.System, world.PathOf("base"), [.. s_forks.Select(fork => KeyValuePair.Create(fork, world.PathOf(fork)))], Token);
        var histories = new List<ForkHistory> { new() { ForkId = "upstream", IsUpstream = true, Changes = await folders.ReadBaseAsync(cancellationToken: Token).ToListAsync(Token) } };
        foreach (var fork in s_forks)
        {
            histories.Add(new ForkHistory { ForkId = fork, Name = fork, Changes = await folders.ReadForkAsync(fork, cancellationToken: Token).ToListAsync(Token) });
        }

        return await new PatternsDetector().DetectAsync(new ConvergenceRequest { Forks = histories }, Token);
    }

    private static FindingFork Fork(Finding finding, string id) => Assert.Single(finding.Forks, fork => fork.ForkId == id);
}
