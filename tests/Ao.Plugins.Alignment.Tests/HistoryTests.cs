using Ao.Convergence;
using Ao.Plugins.Alignment;
using Xunit;

namespace Ao.Plugins.Alignment.Tests;

/// <summary>What is found by patches alone.</summary>
public sealed class HistoryTests
{
    private static readonly DateTimeOffset s_day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task DetectAsync_OneRemovesWhatAnotherBeganToUse_IsADependency()
    {
        var findings = await DetectAsync(
            Change("shop", "c1", "@@ -1,3 +1,1 @@\n-export function acquireLease(name) {\n-  return name;\n-}\n"),
            Change("games", "c2", "@@ -1,0 +1,2 @@\n+import { acquireLease } from './pool';\n+const lease = acquireLease('a');\n"));

        var finding = Assert.Single(findings);
        Assert.Equal(FindingRelation.Dependency, finding.Relation);
        Assert.Equal(["shop", "games"], finding.Forks.Select(static fork => fork.ForkId));
        Assert.Contains("'shop' removes 'acquireLease', which 'games' has begun to use.", finding.Summary, StringComparison.Ordinal);
        Assert.EndsWith("?", finding.Explanation, StringComparison.Ordinal);
        Assert.InRange(finding.Reasons.Sum(static reason => reason.Share), finding.Confidence - 0.001, finding.Confidence + 0.001);
    }

    [Theory]
    [InlineData("-export function acquireLease() {}\n+export function acquireLease(a) {}\n", "+acquireLease();\n", 1)]
    [InlineData("-export function run() {}\n", "+run();\n", 1)]
    [InlineData("-export function acquireLease() {}\n", "+// acquireLease is slow\n", 1)]
    [InlineData("-export function acquireLease() {}\n", "+function acquireLease() {}\n+acquireLease();\n", 1)]
    [InlineData("-export function acquireLease() {}\n", "+acquireLease();\n", 200)]
    public async Task DetectAsync_NothingThatIsSure_IsLeftOut(string removes, string adds, int days)
    {
        var later = Change("games", "c2", adds);

        Assert.Empty(await DetectAsync(Change("shop", "c1", removes), later with { Changes = [later.Changes[0] with { At = s_day.AddDays(days) }] }));
    }

    private static async Task<IReadOnlyList<Finding>> DetectAsync(params ForkHistory[] forks) =>
        await new AlignmentDetector().DetectAsync(new ConvergenceRequest { Forks = forks }, TestContext.Current.CancellationToken);

    private static ForkHistory Change(string fork, string revision, string patch) =>
        new() { ForkId = fork, Changes = [new ForkChange { Revision = revision, Message = $"Change of {fork}", At = s_day, Paths = ["pool.js"], Patch = patch }] };
}
