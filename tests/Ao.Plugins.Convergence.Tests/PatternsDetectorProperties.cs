using System.Text.Json;
using Ao.Convergence;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Plugins.Convergence.Tests;

public sealed class PatternsDetectorProperties
{
    private static readonly string[] s_words = ["cart", "checkout", "hangs", "lock", "retry", "service", "invoice", "currency", "footer", "upload", "photo", "login", "x1", "/a/b.cs:3", "\e[0m", "ß"];

    public static Arbitrary<Entry[]> Entries() =>
        (from fork in Gen.Elements("a", "b", "c")
         from id in Gen.Choose(1, 8)
         from component in Gen.Elements(null, "cart", "upload")
         from day in Gen.Choose(0, 120)
         from words in Gen.ListOf(Gen.Elements(s_words))
         select new Entry(fork, id, component, day, string.Join(' ', words))).ArrayOf().ToArbitrary();

    [Property(Arbitrary = [typeof(PatternsDetectorProperties)], MaxTest = 300)]
    public bool DetectAsync_OrderOfInput_DoesNotMatter(Entry[] entries, int seed)
    {
        var shuffled = entries.ToArray();
        new Random(seed).Shuffle(shuffled);

        return JsonSerializer.Serialize(Detect(entries)) == JsonSerializer.Serialize(Detect(shuffled));
    }

    [Property(Arbitrary = [typeof(PatternsDetectorProperties)], MaxTest = 300)]
    public bool DetectAsync_AnyRecords_GivesSoundFindings(Entry[] entries) =>
        Detect(entries).All(finding =>
            finding.Confidence is >= 0.5 and <= 1
            && finding.Evidence.Select(evidence => evidence.ForkId).Distinct().Count() > 1
            && finding.Reasons.All(reason => reason.Share is > 0 and <= 1)
            && Math.Abs(finding.Reasons.Sum(reason => reason.Share) - finding.Confidence) < 1e-9)
        && Detect(entries).SelectMany(finding => finding.Evidence).GroupBy(evidence => (evidence.ForkId, evidence.Reference)).All(group => group.Count() == 1);

    [Property(Arbitrary = [typeof(PatternsDetectorProperties)], MaxTest = 100)]
    public bool DetectAsync_OneFork_FindsNothing(Entry[] entries) => Detect([.. entries.Select(entry => entry with { Fork = "a" })]).Count == 0;

    private static IReadOnlyList<Finding> Detect(Entry[] entries) =>
        new PatternsDetector().DetectAsync(
            PatternsDetectorTests.Request(entries.Select(entry => PatternsDetectorTests.Record(entry.Fork, $"{entry.Id}", entry.Text, entry.Component, entry.Day))),
            TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();

    public sealed record Entry(string Fork, int Id, string? Component, int Day, string Text);
}
