using Ao.Journal;
using Ao.Reports;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Feedback;

/// <summary>A host that brings one report all its way, in a process of its own, and is killed as by kill -9 at a stage: this test program again.</summary>
public sealed class FeedbackHost
{
    private const string FolderVariable = "AO_TEST_FEEDBACK_FOLDER";
    private const string StageVariable = "AO_TEST_FEEDBACK_STAGE";
    private const string ModeVariable = "AO_TEST_FEEDBACK_MODE";

    /// <summary>Runs a host that dies as soon as a fact of a kind about reports is durable and nobody was told yet.</summary>
    /// <param name="shop">The project.</param>
    /// <param name="stage">The kind of the fact.</param>
    /// <returns>Whether it died there; otherwise the report has come to its end.</returns>
    internal static Task<bool> DieAtAsync(DashboardShop shop, string stage) =>
        HostProcess.DiesAsync<FeedbackHost>(VariablesOf(shop, FeedbackMode.Scm, stage));

    /// <summary>Runs a host that brings the report all its way on this machine, under a program that watches what it calls.</summary>
    /// <param name="shop">The project.</param>
    /// <param name="watcher">The program and its arguments.</param>
    internal static async Task RunLocallyAsync(DashboardShop shop, params IReadOnlyList<string> watcher)
    {
        var (exitCode, output) = await HostProcess.RunAsync<FeedbackHost>(VariablesOf(shop, FeedbackMode.Local, stage: ""), watcher);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Brings the report to its end, whatever was done of it already.</summary>
    internal static async Task<TrackedReport> FinishAsync(IOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var approvals = Approvals.ApproveAsync(orchestrator, approving.Token);
        await DashboardShop.LookAroundAsync(orchestrator, "once", cancellationToken);
        var report = await DashboardShop.WaitAsync(orchestrator, static report => report.Plan is not null, cancellationToken);
        await orchestrator.Reports.CorrectSeverityAsync(report.Id, ReportSeverity.High, DashboardShop.Operator, cancellationToken: cancellationToken);
        report = await DashboardShop.WaitAsync(orchestrator, static report => report.PullRequest is not null, cancellationToken);
        if (report.Progress != ReportProgress.Merged)
        {
            await orchestrator.PullRequests.MergeAsync(report.Session!.Value, cancellationToken);
        }

        report = await DashboardShop.WaitAsync(orchestrator, static report => report.Progress == ReportProgress.Merged, cancellationToken);
        await approving.CancelAsync();
        await approvals;
        return report;
    }

    /// <summary>The host itself.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var shop = new DashboardShop(Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For other tests only."));
        var stage = Environment.GetEnvironmentVariable(StageVariable)!;
        using var host = shop.NewHost(Enum.Parse<FeedbackMode>(Environment.GetEnvironmentVariable(ModeVariable)!), services => services.AddSingleton<IJournalObserver>(new DeathAtFact(stage)));
        await host.StartAsync(TestContext.Current.CancellationToken);
        await FinishAsync(host.Services.GetRequiredService<IOrchestrator>(), TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, string?> VariablesOf(DashboardShop shop, FeedbackMode mode, string stage) =>
        new() { [FolderVariable] = shop.Folder, [StageVariable] = stage, [ModeVariable] = mode.ToString() };
}
