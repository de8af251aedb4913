using System.Globalization;
using Ao.Convergence;
using Ao.Reports;

namespace Ao.Plugins.Convergence.Tests;

/// <summary>What it costs to take in one more change or report where there are many: only what is new is compared.</summary>
public sealed class GrowthTests
{
    private const int Forks = 4;
    private const int Each = 120;
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_end = s_start.AddDays(80);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "what comes last")]
    [InlineData(-60, "what comes 60 days late")]
    public async Task AddAsync_OneMoreChange_IsComparedAlone(int days, string what)
    {
        var index = new PatternIndex(new ConvergenceRequest { Forks = [] });
        await index.AddAsync(Histories(), Token);
        var (compared, rebuilds) = (index.Compared, index.Rebuilds);

        await index.AddAsync([new ForkHistory { ForkId = "fork0", Changes = [Change(0, 9_000, s_end.AddDays(days))] }], Token);

        Assert.True(index.Rebuilds == rebuilds, what);
        Assert.InRange(index.Compared - compared, 0, Forks * Each);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-20)]
    public async Task AddAsync_AnAnswerMore_JoinsItsFinding(int days)
    {
        var index = new PatternIndex(new ConvergenceRequest { Forks = [] });
        await index.AddAsync(Histories(), Token);
        await index.AddAsync([new ForkHistory { ForkId = "fork0", Changes = [Answer("fork0", "backoffLimit", s_end)] }], Token);

        var found = await index.AddAsync([new ForkHistory { ForkId = "fork1", Changes = [Answer("fork1", "retryCeiling", s_end.AddDays(days))] }], Token);

        var finding = Assert.Single(found);
        Assert.Equal((FindingRelation.Independent, 2), (finding.Relation, finding.Forks.Count));
        Assert.Empty(await index.AddAsync([], Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-20)]
    public async Task AddAsync_AReportMore_IsFoundWheneverItWasMade(int days)
    {
        var index = new PatternIndex(new ConvergenceRequest { Forks = [] });
        await index.AddAsync(Histories(), Token);
        await index.AddAsync([Reporting("fork0", "r-first", s_end)], Token);

        var finding = Assert.Single(await index.AddAsync([Reporting("fork1", "r-second", s_end.AddDays(days))], Token));

        Assert.Equal(FindingRelation.SameProblem, finding.Relation);
        Assert.Equal(["r-first", "r-second"], finding.Forks.SelectMany(static fork => fork.Records).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TakeAsync_InPortions_IsComparedByTheNextAdd()
    {
        var (once, portions) = (new PatternIndex(new ConvergenceRequest { Forks = [] }), new PatternIndex(new ConvergenceRequest { Forks = [] }));
        ForkHistory[] all = [.. Histories(), new() { ForkId = "fork0", Changes = [Answer("fork0", "backoffLimit", s_end)] }, new() { ForkId = "fork1", Changes = [Answer("fork1", "retryCeiling", s_end)] }];
        foreach (var history in all)
        {
            await portions.TakeAsync([history], Token);
        }

        var expected = await once.AddAsync(all, Token);
        var found = await portions.AddAsync([], Token);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(static finding => (finding.Id, finding.Score, finding.Explanation)), found.Select(static finding => (finding.Id, finding.Score, finding.Explanation)));
        Assert.Equal(1, portions.Rebuilds);
    }

    /// <summary>A change that hundreds have copied is a link to some of them, not to all.</summary>
    [Fact]
    public async Task AddAsync_OneChangeInHundredsOfForks_StaysOneFinding()
    {
        var index = new PatternIndex(new ConvergenceRequest { Forks = [] });
        ForkHistory[] forks = [.. Enumerable.Range(0, 200).Select(static fork => new ForkHistory { ForkId = $"fork{fork:000}", Changes = [Answer($"c{fork:000}", "backoffLimit", s_end.AddMinutes(fork)) with { Message = "Retry: the limit of the backoff is read from the settings of a task" }] })];

        var found = await index.AddAsync(forks, Token);

        var finding = Assert.Single(found);
        Assert.Equal((FindingRelation.Ported, 200), (finding.Relation, finding.Forks.Count));
        Assert.InRange(index.Compared, 1, 200 * 200);
    }

    private static ForkHistory Reporting(string fork, string id, DateTimeOffset at) => new()
    {
        ForkId = fork,
        Records = [new ForkRecord { Id = id, At = at, Report = new Report { Type = ReportType.BugReport, Title = "Uploads of large archives stall behind the corporate proxy", Body = "The multipart transfer never resumes after the proxy closes its keepalive connection." } }],
    };

    private static ForkChange Answer(string revision, string name, DateTimeOffset at) => new()
    {
        Revision = $"{revision}-{name}",
        Message = $"fix: uploads stall behind a proxy, so the transfer resumes with {name}",
        At = at,
        Patch = $"diff --git a/src/upload.ts b/src/upload.ts\n--- a/src/upload.ts\n+++ b/src/upload.ts\n@@ -10,2 +10,4 @@ function resumeTransfer(proxy)\n same\n-  await sendMultipart(archive, keepalive);\n+  const {name} = proxy.keepalive ?? resumeOffset(archive);\n+  await sendMultipart(archive, {name});\n+  logTransfer({name}, archive);\n",
    };

    private static ForkHistory[] Histories() => [.. Enumerable.Range(0, Forks).Select(static fork => new ForkHistory
    {
        ForkId = $"fork{fork}",
        Changes = [.. Enumerable.Range(0, Each).Select(number => Change(fork, number, s_start.AddDays(80.0 * number / Each)))],
        Records = [.. Enumerable.Range(0, Each / 4).Select(number => new ForkRecord { Id = $"{fork}-{number}", At = s_start.AddDays(number), Report = new Report { Type = ReportType.BugReport, Title = Words(fork, number, 3), Body = Words(fork, number + 500, 12) } })],
    })];

    private static ForkChange Change(int fork, int number, DateTimeOffset at) => new()
    {
        Revision = string.Create(CultureInfo.InvariantCulture, $"{fork:00}{number:000000}"),
        Message = $"feat: {Words(fork, number, 4)}",
        At = at,
        Patch = $"diff --git a/src/{Words(fork, number, 1)}.ts b/src/{Words(fork, number, 1)}.ts\n--- a/src/x.ts\n+++ b/src/{Words(fork, number, 1)}.ts\n@@ -1,1 +1,2 @@\n same\n+{Words(fork, number, 5)}\n",
    };

    /// <summary>Words that hardly any two changes share.</summary>
    private static string Words(int fork, int number, int count)
    {
        var random = new Random((fork * 100_003) + number);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, 9).Select(_ => (char)random.Next('a', 'z' + 1)))));
    }
}
