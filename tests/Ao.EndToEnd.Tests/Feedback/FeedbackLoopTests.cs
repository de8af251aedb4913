using Ao.Consents;
using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Sessions;
using Ao.TestSupport;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Feedback;

/// <summary>The whole loop over real parts: a session reports, a person corrects and consents, another session mends, the host verifies, the change is merged and the issue told.</summary>
public sealed class FeedbackLoopTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FeedbackMode.Scm)]
    [InlineData(FeedbackMode.Local)]
    public async Task Report_BecomesAMergedChange_AndASecondRunOfEveryStageChangesNothing(FeedbackMode mode)
    {
        var shop = new DashboardShop(_folder.Path);
        await shop.MakeRepositoryAsync();
        string id;
        using (var host = shop.NewHost(mode))
        {
            await host.StartAsync(Token);
            var orchestrator = host.Services.GetRequiredService<IOrchestrator>();

            // A session files a bug of severity medium: too little for a session of its own.
            await DashboardShop.LookAroundAsync(orchestrator, "once", Token);
            await AnswerAsync(orchestrator, EffectKind.CreateIssue, mode == FeedbackMode.Scm);
            var filed = await DashboardShop.WaitAsync(orchestrator, static report => report.Plan is not null, Token);
            id = filed.Id;
            Assert.Equal((ReportSeverity.Medium, FollowUpPlan.IssueOnly), (filed.Severity.Value, filed.Plan));

            // The second report, of another session, is met by the first.
            await DashboardShop.LookAroundAsync(orchestrator, "again", Token);
            var second = await DashboardShop.WaitAsync(orchestrator, report => report.Id != id && report.Steps.Any(static step => step.What == "report.mentioned"), Token);
            Assert.Equal((id, ReportLinkRelation.SameReport), (second.Link!.Head, second.Link.Relation));

            // The operator corrects it, so that it gets a session; consent shows what would happen.
            await orchestrator.Reports.CorrectSeverityAsync(id, ReportSeverity.High, DashboardShop.Operator, "The dashboard blocks all monitoring.", Token);
            var question = await PendingAsync(orchestrator, EffectKind.SpawnSession);
            Assert.Equal(id, question.Parameters["report"]);
            Assert.Equal("High", question.Parameters["report.severity"]);
            await AnswerAsync(orchestrator, question);

            var proposal = await PendingAsync(orchestrator, EffectKind.OpenPullRequest);
            Assert.Contains("dashboard.sh", proposal.Parameters["changedPaths"], StringComparison.Ordinal);
            Assert.Contains($"Resolves issue {filed.Issue!.Id}", proposal.Parameters["body"], StringComparison.Ordinal);
            await AnswerAsync(orchestrator, proposal);
            var proposed = await DashboardShop.WaitAsync(orchestrator, report => report.Id == id && report.PullRequest is not null, Token);
            Assert.True(orchestrator.Get(proposed.Session!.Value).Verifications[^1].Passed);

            Assert.True((await orchestrator.PullRequests.MergeAsync(proposed.Session.Value, Token)).Merged);
            await DashboardShop.WaitAsync(orchestrator, report => report.Id == id && report.Progress == ReportProgress.Merged, Token);
            await ShowsItAllAsync(orchestrator, shop, id, mode);
            await RestAsync(host, orchestrator, proposed.Session.Value);
            await host.StopAsync(Token);
        }

        // Told of everything again, the next host does nothing.
        using var next = shop.NewHost(mode);
        await next.StartAsync(Token);
        var again = next.Services.GetRequiredService<IOrchestrator>();
        var position = again.Position;
        await DashboardShop.LookAroundAsync(again, "once", Token);
        await DashboardShop.LookAroundAsync(again, "again", Token);
        await Assert.ThrowsAsync<AoException>(() => again.Reports.ProceedAsync(id, DashboardShop.Operator, Token));
        await again.Reports.CorrectSeverityAsync(id, ReportSeverity.High, DashboardShop.Operator, cancellationToken: Token);
        await ShowsItAllAsync(again, shop, id, mode);
        Assert.Equal(position, again.Position);
        foreach (var step in again.Reports.Get(id).Steps)
        {
            output.WriteLine($"{step.What}: {step.Detail}");
        }

        await next.StopAsync(Token);
    }

    [Fact]
    public async Task Correction_TeachesTheNextInference()
    {
        var shop = new DashboardShop(_folder.Path);
        await shop.MakeRepositoryAsync();
        using var host = shop.NewHost(FeedbackMode.Local);
        await host.StartAsync(Token);
        var reports = host.Services.GetRequiredService<IOrchestrator>().Reports;
        var unsure = new Report { Type = ReportType.BugReport, Title = "The dashboard shows yesterday's numbers", Body = "It lags behind by a day.", Component = "dashboard", Confidence = 0.9 };
        var first = await reports.FileAsync(new ReportFiling { Project = ProjectId.Parse(DashboardShop.Name), Report = unsure, By = DashboardShop.Operator }, Token);
        Assert.True(first.Severity is { IsInferred: true, Value: < ReportSeverity.High }, first.Severity.ToString());

        await reports.CorrectSeverityAsync(first.Id, ReportSeverity.High, DashboardShop.Operator, cancellationToken: Token);
        var second = await reports.FileAsync(new ReportFiling { Project = ProjectId.Parse(DashboardShop.Name), Report = unsure with { Title = "The dashboard hides a column", Body = "The last one is missing." }, By = DashboardShop.Operator }, Token);

        Assert.Equal(ReportSeverity.High, second.Severity.Value);
        Assert.Contains("corrected", second.Severity.Reason, StringComparison.Ordinal);
        await host.StopAsync(Token);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>There is one of everything, and all of it is linked.</summary>
    private static async Task ShowsItAllAsync(IOrchestrator orchestrator, DashboardShop shop, string id, FeedbackMode mode)
    {
        var report = orchestrator.Reports.Get(id);
        Assert.Equal(2, orchestrator.Reports.List().Count);
        Assert.Equal(3, orchestrator.List().Count);
        var issues = await orchestrator.Issues.ListAsync(ProjectId.Parse(DashboardShop.Name), new IssueQuery { IncludeClosed = true }, Token).ToListAsync(Token);
        var issue = Assert.Single(issues);
        Assert.False(issue.IsOpen);
        Assert.Equal(report.Issue!.Id, issue.Id);
        Assert.Contains("severity:high", issue.Labels);
        Assert.Equal(3, issue.Comments.Count);
        Assert.Contains("Reported again", issue.Comments[0].Text, StringComparison.Ordinal);
        Assert.Contains("proposes pull request 1", issue.Comments[1].Text, StringComparison.Ordinal);
        Assert.Contains("is merged", issue.Comments[2].Text, StringComparison.Ordinal);
        Assert.Equal(ProposalState.Merged, orchestrator.Get(report.Session!.Value).PullRequest!.State);
        Assert.Contains("none", await File.ReadAllTextAsync(Path.Combine(shop.Repository, "dashboard.sh"), Token), StringComparison.Ordinal);
        Assert.Equal(mode, report.Route!.Mode);
        Assert.NotEmpty(report.Attachments);
        Assert.Equal(report.Attachments.Select(static attachment => attachment.Sha256).Order(), issue.Attachments.Select(static attachment => attachment.Sha256).Order());
    }

    /// <summary>Waits until the merge has had its consequences: what is under way when a host stops, the next one brings to its end.</summary>
    private static async Task RestAsync(IHost host, IOrchestrator orchestrator, SessionId merged)
    {
        var journal = host.Services.GetRequiredKeyedService<EngineHost>(AoBuilder.DefaultName).Services.GetRequiredService<IJournal>();
        await foreach (var _ in journal.SubscribeAsync(0, Token))
        {
            if (orchestrator.Get(merged).WorkspacePath is null && orchestrator.Claims.List(ProjectId.Parse(DashboardShop.Name)).Count == 0)
            {
                return;
            }
        }
    }

    private static async Task<Consent> PendingAsync(IOrchestrator orchestrator, EffectKind kind)
    {
        await foreach (var consent in orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.State == ConsentState.Pending && consent.Kind == kind)
            {
                return consent;
            }
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    private static async Task AnswerAsync(IOrchestrator orchestrator, EffectKind kind, bool isAsked)
    {
        if (isAsked)
        {
            await AnswerAsync(orchestrator, await PendingAsync(orchestrator, kind));
        }
    }

    private static async Task AnswerAsync(IOrchestrator orchestrator, Consent consent) =>
        await orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, DashboardShop.Operator, cancellationToken: Token);
}
