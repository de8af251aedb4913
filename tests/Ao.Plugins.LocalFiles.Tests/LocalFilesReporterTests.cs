using Ao.Reports;
using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Plugins.LocalFiles.Tests;

public sealed class LocalFilesReporterTests
{
    private static readonly ProjectSource s_source = new() { Project = new ProjectId("shop"), Location = "/nowhere" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SubmitAsync_Report_BecomesAFileAndALabelledIssue()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var reporter = harness.Get<IReporter>("local-files");
        var submission = Submission();

        var receipt = await reporter.SubmitAsync(submission, Token);
        var issue = await harness.Get<ITracker>("local-files").GetAsync(s_source, receipt.IssueId!, Token);
        var kept = await IssueFolder.ReadAsync(receipt.Location, LocalFilesJson.Default.ReportFile, Token);

        Assert.NotNull(issue);
        Assert.Equal(["bug_report", "severity:high", "component:cart"], issue.Labels);
        Assert.Equal("shop-3", issue.Author);
        Assert.All((string[])["It fails.", "Click twice", "Lock it", "trace 1", "trace 2", "0.75", "shop-3"], part => Assert.Contains(part, issue.Body, StringComparison.Ordinal));
        Assert.Equivalent(submission.Report, kept!.Report, strict: true);
        Assert.Equal(submission.FiledAt, kept.FiledAt);
    }

    [Fact]
    public async Task SubmitAsync_SameKeyTwice_IsOneReport()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var reporter = harness.Get<IReporter>("local-files");

        Assert.Null(await reporter.FindAsync(s_source, Submission().Key, Token));
        var first = await reporter.SubmitAsync(Submission(), Token);
        var second = await reporter.SubmitAsync(Submission(), Token);

        Assert.Equal(first, second);
        Assert.Equal(first, await reporter.FindAsync(s_source, Submission().Key, Token));
        Assert.Single(await harness.Get<ITracker>("local-files").ListAsync(s_source, new IssueQuery(), Token).ToListAsync(Token));
    }

    [Fact]
    public async Task SubmitAsync_IssueNotYetWritten_IsCompleted()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var reporter = harness.Get<IReporter>("local-files");
        var first = await reporter.SubmitAsync(Submission(), Token);

        File.Delete(Path.Combine(harness.DataFolder, "shop", "issues", "1.json"));

        Assert.Null(await reporter.FindAsync(s_source, Submission().Key, Token));
        Assert.Equal(first, await reporter.SubmitAsync(Submission(), Token));
        Assert.NotNull(await reporter.FindAsync(s_source, Submission().Key, Token));
    }

    [Fact]
    public async Task SubmitAsync_ConfidenceOutOfRange_IsRefused()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var submission = Submission();

        await Assert.ThrowsAsync<AoException>(async () => await harness.Get<IReporter>("local-files").SubmitAsync(submission with { Report = submission.Report with { Confidence = double.NaN } }, Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(harness.DataFolder));
    }

    private static ReportSubmission Submission() => new()
    {
        Key = new OperationKey("shop-3/report/1"),
        Source = s_source,
        FiledAt = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
        Report = new Report
        {
            Type = ReportType.BugReport,
            Title = "Carts lose items",
            Body = "It fails.",
            Severity = ReportSeverity.High,
            Component = "cart",
            Evidence = ["trace 1", "trace 2"],
            Confidence = 0.75,
            Reproduction = "Click twice",
            SuggestedFix = "Lock it",
            SourceSession = new SessionId("shop", 3),
        },
    };
}
