using System.Globalization;
using Ao.Convergence;
using Ao.Reports;
using Ao.TestSupport;

namespace Ao.Plugins.Convergence.Tests;

public sealed class PatternsDetectorTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Problem = "Checkout hangs when the cart service restarts: the retry loop in CartClient.cs never backs off and holds the connection lock";
    private const string Reworded = "After a restart of the cart service the checkout hangs. CartClient.cs keeps the connection lock in its retry loop, there is no backoff";
    private const string Unrelated = "The invoice PDF shows the wrong currency symbol for Swiss customers in the footer table";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("b", Reworded, "cart", "cart", 3, true)]
    [InlineData("b", Problem, "cart", "Cart ", 3, true)]
    [InlineData("b", Problem + " at /srv/b/src/9f8e7d/CartClient.cs:431 id 0xdeadbeef 2026-03-04T10:00:00Z", "cart", "cart", 80, true)]
    [InlineData("b", Problem, null, null, 3, true)]
    [InlineData("a", Problem, "cart", "cart", 3, false)]
    [InlineData("b", Problem, "cart", "invoices", 3, false)]
    [InlineData("b", Problem, "cart", null, 3, false)]
    [InlineData("b", Problem, "cart", "cart", 91, false)]
    [InlineData("b", Unrelated, "cart", "cart", 0, false)]
    [InlineData("b", "", "cart", "cart", 0, false)]
    public async Task DetectAsync_TwoReports_AreOneProblemOrNot(string fork, string text, string? firstComponent, string? secondComponent, int days, bool expected)
    {
        var findings = await DetectAsync([Record("a", "r1", Problem, firstComponent, 0), Record(fork, "r2", text, secondComponent, days), .. Others()]);

        Assert.Equal(expected ? ["r1", "r2"] : [], findings.SelectMany(finding => finding.Evidence).Select(evidence => evidence.Reference).Where(reference => reference[0] == 'r').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DetectAsync_Finding_ExplainsItself()
    {
        var finding = Assert.Single(await DetectAsync([Record("a", "r1", Problem, "cart", 0), Record("b", "r2", Reworded, "cart", 9), Record("c", "r3", Problem, "cart", 2), .. Others()]));

        Assert.Equal(FindingRelation.SameProblem, finding.Relation);
        Assert.StartsWith("3 forks", finding.Summary, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "c"], finding.Evidence.Select(evidence => evidence.ForkId).Order(StringComparer.Ordinal));
        Assert.Equal(finding.Confidence, finding.Reasons.Sum(reason => reason.Share), 9);
        Assert.Contains(finding.Reasons, reason => reason.Description.Contains("checkout", StringComparison.Ordinal));
        Assert.Contains(finding.Reasons, reason => reason.Description.Contains("'cart'", StringComparison.Ordinal));
        Assert.Contains(finding.Reasons, reason => reason.Description.Contains("days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DetectAsync_BugAndSuggestion_AreNotOneProblem()
    {
        var suggestion = Record("b", "r2", Problem, "cart", 1);
        suggestion = suggestion with { Record = suggestion.Record with { Report = suggestion.Record.Report with { Type = ReportType.ImprovementSuggestion } } };

        Assert.Empty(await DetectAsync([Record("a", "r1", Problem, "cart", 0), suggestion, .. Others()]));
    }

    [Fact]
    public async Task DetectAsync_HostileTitle_IsShownHarmlessly()
    {
        var finding = Assert.Single(await DetectAsync([Record("a", "r1", "\e[31m\u202E" + Problem + "\r\n\0", "cart\e[2J", 0), Record("b", "r2", Problem, "cart\e[2J", 0), .. Others()]));

        Assert.DoesNotContain(finding.Summary + string.Concat(finding.Reasons.Select(reason => reason.Description)) + string.Concat(finding.Evidence.Select(evidence => evidence.Excerpt)), character => char.IsControl(character) || character == '\u202E');
    }

    [Theory]
    [InlineData(-0.1, 90)]
    [InlineData(1.1, 90)]
    [InlineData(double.NaN, 90)]
    [InlineData(0.5, 0)]
    public async Task DetectAsync_WrongRequest_SaysWhy(double confidence, int days) =>
        await Assert.ThrowsAsync<AoException>(async () => await new PatternsDetector().DetectAsync(new ConvergenceRequest { Forks = [], MinimumConfidence = confidence, Window = TimeSpan.FromDays(days) }, Token));

    [Fact]
    public async Task DetectAsync_TenThousandRecords_FindsThePlantedOnes()
    {
        var random = new Random(42);
        var words = Enumerable.Range(0, 5000).Select(_ => new string([.. Enumerable.Range(0, 8).Select(_ => (char)('a' + random.Next(26)))])).ToArray();
        string Text() => string.Join(' ', Enumerable.Range(0, 60).Select(_ => words[(int)(Math.Pow(random.NextDouble(), 2) * words.Length)]));
        var records = new List<(string Fork, ForkRecord Record)>();
        for (var number = 0; number < 9_900; number++)
        {
            records.Add(Record($"fork{number % 20}", $"n{number}", Text(), $"part{number % 3}", random.Next(300)));
        }

        for (var number = 0; number < 50; number++)
        {
            var text = Text();
            var day = random.Next(200);
            records.Add(Record("fork1", $"p{number}a", text, "part1", day));
            records.Add(Record("fork2", $"p{number}b", "later at /x/y/z.cs:12 " + text, "part1", day + 5));
        }

        var started = TimeProvider.System.GetTimestamp();
        var findings = await DetectAsync([.. records]);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"10,000 records: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.00} s, seed 42"));

        var pairs = findings.Select(finding => string.Join('+', finding.Evidence.Select(evidence => evidence.Reference).Order(StringComparer.Ordinal))).ToHashSet();
        Assert.All(Enumerable.Range(0, 50), number => Assert.Contains($"p{number}a+p{number}b", pairs));
        Assert.Equal(50, findings.Count);
    }

    [Fact]
    public async Task DetectAsync_LoadedAsPlugin_FillsTheSlot()
    {
        await using var harness = await PluginHarness.StartAsync<ConvergencePlugin>();

        Assert.Empty(await harness.Get<IConvergenceDetector>("patterns").DetectAsync(new ConvergenceRequest { Forks = [] }, Token));
    }

    internal static (string Fork, ForkRecord Record) Record(string fork, string id, string text, string? component, int days) =>
        (fork, new ForkRecord
        {
            Id = id,
            At = s_start.AddDays(days),
            Report = new Report { Type = ReportType.BugReport, Title = text.Split(':')[0], Body = text, Component = component },
        });

    internal static ConvergenceRequest Request(IEnumerable<(string Fork, ForkRecord Record)> records) => new()
    {
        Forks = [.. records.GroupBy(record => record.Fork).Select(group => new ForkHistory { ForkId = group.Key, Records = [.. group.Select(item => item.Record)] })],
    };

    private static (string Fork, ForkRecord Record)[] Others() =>
    [
        Record("a", "x1", "Login page does not remember the chosen language after signing out", "login", 1),
        Record("b", "x2", "Search results are sorted by name although relevance was chosen", "search", 2),
        Record("c", "x3", "Uploading a photo larger than ten megabytes gives a blank page", "upload", 3),
        Record("c", "x4", "Nightly export writes the header line two times into the file", "export", 3),
    ];

    private static async Task<IReadOnlyList<Finding>> DetectAsync(IReadOnlyList<(string Fork, ForkRecord Record)> records) =>
        await new PatternsDetector().DetectAsync(Request(records), Token);
}
