using System.Text.Json;
using Ao.Convergence;
using Ao.Reports;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Plugins.Convergence.Tests;

/// <summary>What is found depends on what was taken in, not on the order and the portions in which it came.</summary>
public sealed class PatternIndexProperties
{
    private static readonly string[] s_words = ["timeout", "retry", "queue", "session", "backoff", "render", "theme", "lockFile", "parseConfig", "uploadPart", "revert", "release", "healthCheck", "spawnAgent"];
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Arbitrary<Step[]> Steps() =>
        (from fork in Gen.Elements("a", "b", "c", "up")
         from revision in Gen.Choose(1, 60)
         from day in Gen.Choose(0, 100)
         from author in Gen.Elements("ann", "bob", null)
         from topic in Gen.Choose(0, 5)
         from words in Gen.ListOf(Gen.Elements(s_words))
         select new Step(fork, revision, day, author, topic, string.Join(' ', words))).ArrayOf(40).ToArbitrary();

    [Property(Arbitrary = [typeof(PatternIndexProperties)], MaxTest = 60)]
    public bool AddAsync_InPortions_FindsWhatDetectAsyncFinds(Step[] steps, int seed)
    {
        // One revision is one change, wherever it is seen.
        var known = steps.DistinctBy(static step => step.Revision).ToArray();
        var all = Find(known, [known]);
        var shuffled = known.ToArray();
        var random = new Random(seed);
        random.Shuffle(shuffled);

        return all == Find(known, [.. shuffled.Chunk(random.Next(1, 12))]) && all == JsonSerializer.Serialize(Detect(known));
    }

    [Property(Arbitrary = [typeof(PatternIndexProperties)], MaxTest = 40)]
    public async Task<bool> AddAsync_TheSameAgain_TellsNothing(Step[] steps)
    {
        var known = steps.DistinctBy(static step => step.Revision).ToArray();
        var index = new PatternsDetector().OpenIndex(new ConvergenceRequest { Forks = [], MinimumConfidence = 0.3 });
        await index.AddAsync(Histories(known), TestContext.Current.CancellationToken);

        return (await index.AddAsync(Histories(known), TestContext.Current.CancellationToken)).Count == 0;
    }

    [Property(Arbitrary = [typeof(PatternIndexProperties)], MaxTest = 100)]
    public bool DetectAsync_AnyChanges_GivesSoundFindings(Step[] steps) => Detect(steps.DistinctBy(static step => (step.Fork, step.Revision))).All(static finding =>
        finding.Confidence is >= 0.3 and <= 1
        && finding.Forks.Count > 1
        && finding.Forks.Select(static fork => fork.ForkId).Distinct().Count() == finding.Forks.Count
        && finding.Explanation.EndsWith('?')
        && !finding.Explanation.Contains("merge", StringComparison.OrdinalIgnoreCase)
        && Math.Abs(finding.Reasons.Sum(static reason => reason.Share) - finding.Confidence) < 1e-9);

    private static string Find(Step[] all, IReadOnlyList<Step[]> portions)
    {
        var index = new PatternIndex(Settings);
        foreach (var portion in portions)
        {
            index.AddAsync(Histories(portion), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        }

        // Names come with the histories, whatever these hold.
        index.Take(Histories(all), TestContext.Current.CancellationToken);
        return JsonSerializer.Serialize(index.Find(TestContext.Current.CancellationToken));
    }

    private static IReadOnlyList<Finding> Detect(IEnumerable<Step> steps) =>
        new PatternsDetector().DetectAsync(Settings with { Forks = Histories(steps) }, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();

    private static ConvergenceRequest Settings => new() { Forks = [], MinimumConfidence = 0.3 };

    private static IReadOnlyList<ForkHistory> Histories(IEnumerable<Step> steps) => [.. steps.GroupBy(static step => step.Fork).Select(static fork => new ForkHistory
    {
        ForkId = fork.Key,
        IsUpstream = fork.Key == "up",
        Changes = [.. fork.Select(static step => step.Change)],
        Records = [.. fork.Where(static step => step.Revision % 4 == 0).Select(static step => new ForkRecord { Id = $"r{step.Revision}", At = step.Change.At, ResolvedBy = $"{step.Revision:0000000}", Report = new Report { Type = ReportType.BugReport, Title = step.Text, Body = step.Text } })],
    })];

    public sealed record Step(string Fork, int Revision, int Day, string? Author, int Topic, string Text)
    {
        public ForkChange Change => new()
        {
            Revision = $"{Revision:0000000}",
            Message = $"fix: {Text}",
            At = s_start.AddDays(Day),
            Author = Author,
            Patch = $"diff --git a/src/f{Topic}.ts b/src/f{Topic}.ts\n--- a/src/f{Topic}.ts\n+++ b/src/f{Topic}.ts\n@@ -{Topic + 1},1 +{Topic + 1},2 @@ function topic{Topic}()\n same\n+{Text} topic{Topic}({Revision % 7});\n",
        };
    }
}
