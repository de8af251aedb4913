using Ao.Alignment;
using Ao.Plugins.Git;
using Ao.Scm;
using Ao.TestSupport;
using Xunit;

namespace Ao.Plugins.Alignment.Tests;

/// <summary>The cases as real repositories: a fork's branches are fetched, looked into and merged on trial by git.</summary>
public sealed class RealRepositoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("C#")]
    [InlineData("TypeScript")]
    public async Task CheckAsync_CasesAsBranches_HaveTheirTiersAndShowInTheMergedSource(string language)
    {
        var cases = AlignmentCases.All.Where(one => one.Name.StartsWith(language, StringComparison.Ordinal)).ToList();
        using var repositories = await RealRepositories.MakeAsync(cases);
        await using var harness = await PluginHarness.StartAsync<GitPlugin>();
        var scm = harness.Get<IScm>("git");
        var (trees, histories) = (Assert.IsAssignableFrom<ISourceTrees>(scm), Assert.IsAssignableFrom<IForkHistories>(scm));
        var source = new ProjectSource { Project = new ProjectId("shop"), Location = repositories.Source };
        var fetched = await histories.FetchForkAsync(new ForkFetchRequest { Source = source, ForkId = "games", Location = repositories.Fork }, Token);
        var checker = new AlignmentDetector();
        foreach (var (index, one) in cases.Index())
        {
            var (change, answer) = (fetched.Branches[$"change-{index}"], fetched.Branches[$"answer-{index}"]);
            var common = await trees.FindMergeBaseAsync(source, change, answer, Token);
            var before = await trees.OpenTreeAsync(source, common!, Token);
            var request = new AlignmentRequest
            {
                Before = before,
                After = await trees.OpenTreeAsync(source, change, Token),
                Forks = [new AlignmentFork { ForkId = "games", Tree = await trees.OpenTreeAsync(source, answer, Token), Base = before }],
            };

            var alerts = await checker.CheckAsync(request, Token);

            Assert.True(one.Tier == alerts.Select(static alert => (AlignmentTier?)alert.Tier).SingleOrDefault(), $"{one.Name}: {string.Join("; ", alerts.Select(static alert => alert.Reason))}");
            if (one.Tier == AlignmentTier.Tell)
            {
                var merge = await trees.TryMergeAsync(source, change, answer, Token);
                Assert.Empty(merge.Conflicts);
                var merged = await trees.OpenTreeAsync(source, merge.Revision!, Token);
                var again = await checker.CheckAsync(request with { After = merged, Forks = [new AlignmentFork { ForkId = "games", Tree = merged }] }, Token);
                Assert.Contains(again, alert => alert.Name == alerts[0].Name && alert.References.Count > 0);
            }
        }
    }
}
