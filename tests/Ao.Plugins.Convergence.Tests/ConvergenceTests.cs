using Ao.Convergence;
using Ao.Reports;

namespace Ao.Plugins.Convergence.Tests;

public sealed class ConvergenceTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private const string One = "const port = await findFreePort(config.dashboardPort, { attempts: 20 });\nif (port !== config.dashboardPort) {\n  logger.warn(`dashboard moves to ${port}`);\n}";
    private const string Other = "let dashboardPort = config.dashboardPort;\nwhile (await isPortTaken(dashboardPort)) {\n  dashboardPort++;\n}\nawait startDashboard(dashboardPort);";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DetectAsync_UpstreamAnsweredToo_SaysSo()
    {
        var findings = await DetectAsync(Fork("a", Change("1", "fix: find a free dashboard port when the configured port is taken", One, 1)), Fork("up", Change("2", "fix: count up the dashboard port while the port is taken", Other, 5)) with { IsUpstream = true });

        var finding = Assert.Single(findings);
        Assert.Equal(FindingRelation.AlreadyUpstream, finding.Relation);
        Assert.Contains("Upstream has solved it too, by an answer of its own", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal(["a", "up"], finding.Forks.Select(static fork => fork.ForkId));
    }

    [Theory]
    [InlineData("fix: find a free dashboard port when the configured port is taken", One, "x", FindingRelation.Ported)]
    [InlineData("dashboard: port search", One, "x", FindingRelation.Ported)]
    [InlineData("fix: count up the dashboard port while the port is taken\n\n(cherry picked from commit 1111111111)", Other, "x", FindingRelation.Ported)]
    [InlineData("fix: find a free dashboard port when the configured port is taken", Other, "x", FindingRelation.Ported)]
    [InlineData("fix: count up the dashboard port while the port is taken", Other, "x", FindingRelation.Independent)]
    public async Task DetectAsync_TwoForks_ArePortedOrIndependent(string message, string text, string author, FindingRelation expected)
    {
        var findings = await DetectAsync(Fork("a", Change("1111111111", "fix: find a free dashboard port when the configured port is taken", One, 1)), Fork("b", Change("2222222222", message, text, 5) with { Author = author }));

        Assert.Equal([expected], findings.Select(static finding => finding.Relation));
    }

    [Fact]
    public async Task DetectAsync_RevisionOfBoth_IsNoFinding()
    {
        var change = Change("1", "fix: find a free dashboard port when the configured port is taken", One, 1);

        Assert.Empty(await DetectAsync(Fork("a", change), Fork("b", change)));
    }

    [Fact]
    public async Task DetectAsync_SketchInsteadOfPatch_FindsTheSame()
    {
        var detector = new PatternsDetector();
        var shown = Change("1", "fix: find a free dashboard port when the configured port is taken", One, 1);
        var hidden = Change("2", "fix: count up the dashboard port while the port is taken", Other, 5);
        var sketched = hidden with { Patch = null, Message = "", Paths = [], Sketch = detector.Sketch(hidden) };

        var finding = Assert.Single(await DetectAsync(Fork("a", shown), Fork("b", sketched)));
        Assert.Equal(FindingRelation.Independent, finding.Relation);
        Assert.Contains("dashboard port", finding.Pattern, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DetectAsync_SketchesThatMakeNoSense_DoNoHarm()
    {
        var sketch = new ChangeSketch
        {
            Algorithm = "ao-sketch/1",
            Added = [.. Enumerable.Range(0, 5_000).Select(static number => new SketchTerm(7, int.MaxValue - number)), new SketchTerm(8, -5)],
            Files = [.. Enumerable.Range(0, 5_000).Select(static number => new SketchFile((uint)number, [.. Enumerable.Repeat(new LineRange(int.MaxValue, int.MaxValue), 500)]))],
            Lines = int.MinValue,
            FileCount = -1,
            PatchId = "\u202e",
        };
        var change = new ForkChange { Revision = "\e[2J", Message = "", At = DateTimeOffset.MinValue, Sketch = sketch };

        var findings = await DetectAsync(Fork("a", change), Fork("b", change with { Revision = "y" }), Fork("c", change with { Revision = "z", Sketch = sketch with { Algorithm = "other/9" } }));
        Assert.DoesNotContain(findings.SelectMany(static finding => new[] { finding.Summary, finding.Explanation, finding.Pattern }).SelectMany(static text => text), static character => char.IsControl(character) || character == '\u202e');
    }

    [Fact]
    public async Task DetectAsync_HostileTexts_AreShownHarmlessly()
    {
        var bad = "\e[31m\u202e\0";
        var findings = await DetectAsync(
            Fork("a", Change("1", $"fix: find a free dashboard port when the configured port is taken {bad}", One + bad, 1)) with { Name = "a" + bad },
            Fork("b", Change("2", $"fix: count up the dashboard port while the port is taken {bad}", Other + bad, 5)) with { Name = bad + new string('n', 5_000) });

        var finding = Assert.Single(findings);
        var texts = string.Concat([finding.Summary, finding.Explanation, finding.Pattern, .. finding.Forks.Select(static fork => fork.Answer), .. finding.Evidence.Select(static evidence => evidence.Excerpt), .. finding.Reasons.Select(static reason => reason.Description)]);
        Assert.DoesNotContain(texts, static character => char.IsControl(character) || character == '\u202e');
        Assert.True(finding.Explanation.Length < 4_000);
    }

    [Fact]
    public async Task DetectAsync_ReportsAndTheChangesThatResolvedThem_AreOneFinding()
    {
        const string Problem = "Dashboard does not start: port 3000 of the dashboard is taken by another process and start gives up with EADDRINUSE";
        var findings = await DetectAsync(
            Fork("a", Change("1", "fix: find a free dashboard port when the configured port is taken", One, 3)) with { Records = [Record("r1", Problem, 1, "1")] },
            Fork("b", Change("2", "fix: count up the dashboard port while the port is taken", Other, 5)) with { Records = [Record("r2", "The dashboard port is taken, start gives up with EADDRINUSE", 4, "2")] },
            Fork("c") with { Records = [Record("r3", Problem, 6, null)] });

        var finding = Assert.Single(findings);
        Assert.Equal(FindingRelation.Independent, finding.Relation);
        Assert.Equal(["a:1:r1", "b:2:r2", "c::r3"], finding.Forks.Select(static fork => $"{fork.ForkId}:{string.Join(',', fork.Revisions)}:{string.Join(',', fork.Records)}"));
        Assert.Equal(s_start.AddDays(1), finding.Since);
    }

    [Fact]
    public async Task OpenIndex_ThirdForkJoins_FindingKeepsItsId()
    {
        var index = new PatternsDetector().OpenIndex(new ConvergenceRequest { Forks = [Fork("a", Change("1", "fix: find a free dashboard port when the configured port is taken", One, 1))] });
        var first = Assert.Single(await index.AddAsync([Fork("b", Change("2", "fix: count up the dashboard port while the port is taken", Other, 5))], Token));
        var second = Assert.Single(await index.AddAsync([Fork("c", Change("3", "fix: take the next dashboard port when the port is taken", Other.Replace("dashboardPort++", "dashboardPort += config.step", StringComparison.Ordinal).Replace("let ", "var ", StringComparison.Ordinal).Replace("isPortTaken", "probePort", StringComparison.Ordinal).Replace("startDashboard", "serveDashboard", StringComparison.Ordinal), 7) with { Author = "zoe" })], Token));

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(3, second.Forks.Count);
    }

    private static ForkRecord Record(string id, string text, int day, string? resolvedBy) => new()
    {
        Id = id,
        At = s_start.AddDays(day),
        ResolvedBy = resolvedBy,
        Report = new Report { Type = ReportType.BugReport, Title = text, Body = text, Component = "dashboard" },
    };

    private static ForkHistory Fork(string id, params IReadOnlyList<ForkChange> changes) => new() { ForkId = id, Changes = changes };

    private static ForkChange Change(string revision, string message, string text, int day) => new()
    {
        Revision = revision,
        Message = message,
        At = s_start.AddDays(day),
        Author = "author of " + revision,
        Paths = ["packages/cli/src/start.ts"],
        Patch = $"diff --git a/packages/cli/src/start.ts b/packages/cli/src/start.ts\n--- a/packages/cli/src/start.ts\n+++ b/packages/cli/src/start.ts\n@@ -40,3 +40,{text.Split('\n').Length + 2} @@ async function start(config)\n const server = build();\n-await startDashboard(config.dashboardPort);\n{string.Concat(text.Split('\n').Select(static line => $"+{line}\n"))} return server;\n",
    };

    private static async Task<IReadOnlyList<Finding>> DetectAsync(params IReadOnlyList<ForkHistory> forks) =>
        await new PatternsDetector().DetectAsync(new ConvergenceRequest { Forks = forks }, Token);
}
