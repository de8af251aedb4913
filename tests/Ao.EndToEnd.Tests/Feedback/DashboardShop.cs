using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.Reports;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Feedback;

/// <summary>A project whose agents report what they meet, and mend what was reported; made alike in this process and in one that is killed.</summary>
internal sealed record DashboardShop(string Folder)
{
    public const string Name = "shop";

    /// <summary>Reports where it is told to look around, and mends where it is told of a report: with a real edit and a real commit.</summary>
    private const string Agent = """
        set -eu
        task=$(cat "$AO_TASK_FILE")
        case $task in
        *"Mend the problem"*)
          printf 'dashboard() {\n    echo "carts: ${1:-none}"\n}\n' >dashboard.sh
          git add --all
          git diff --cached --quiet || git commit --quiet --message 'Show an empty cart'
          ;;
        *"again"*)
          printf '%s\n' '{"ao":"report","type":"bug_report","title":"The dashboard crashes when a cart is empty","body":"At 2026-11-25T10:12:13 request 81723 on /tmp/run-9/dash: dashboard.sh fails with: parameter not set, and all session monitoring stops.","component":"dashboard","evidence":["dashboard.sh: line 2: 1: parameter not set (pid 4711)"],"confidence":0.9,"severity":"medium"}'
          ;;
        *)
          printf '%s\n' '{"ao":"report","type":"bug_report","title":"The dashboard crashes when a cart is empty","body":"At 2026-11-24T08:01:02 request 55012 on /tmp/run-3/dash: dashboard.sh fails with: parameter not set, and all session monitoring stops.","component":"dashboard","evidence":["dashboard.sh: line 2: 1: parameter not set (pid 1234)"],"confidence":0.9,"severity":"medium"}'
          ;;
        esac
        printf '%s\n' '{"ao":"done","summary":"Done."}'
        """;

    /// <summary>Gets who answers.</summary>
    public static Operator Operator { get; } = new("ann", "test");

    public string Data => Path.Combine(Folder, "data");

    public string Repository => Path.Combine(Folder, "repository");

    public async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(Path.Combine(Repository, "dashboard.sh"), "dashboard() {\n    echo \"carts: $1\"\n}\n");
        await File.WriteAllTextAsync(Path.Combine(Repository, "test.sh"), "set -eu\n. ./dashboard.sh\ndashboard 1 >/dev/null\nif [ -n \"${REQUIRE_EMPTY:-}\" ]; then dashboard; fi\n");
        await Git.CommitAsync(Repository, "Begin");
        await Git.RunAsync(Repository, "config", "receive.denyCurrentBranch", "updateInstead");
    }

    /// <summary>Makes a host.</summary>
    /// <param name="mode">Where reports go.</param>
    /// <param name="configure">Adds to the orchestrator's own services.</param>
    public IHost NewHost(FeedbackMode mode, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var ao = builder.Services.AddAo(options =>
        {
            options.DataFolder = Data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects[Name] = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", Agent], Options = { ["protocol"] = "jsonl" } } },
                Tracker = mode == FeedbackMode.Scm ? "git" : "local-files",
                Reporter = "local-files",
                PullRequests = { ChecksRequired = false },
                Verification = { Commands = [new VerificationCommandOptions { Name = "test", Command = ["sh", "test.sh"] }] },
                Feedback = { Mode = mode, StartSessions = true, SessionSeverity = ReportSeverity.High },
                Gates = { EffectKind.CreateIssue },
            };
        });
        configure?.Invoke(ao.Services);
        return builder.Build();
    }

    /// <summary>Has a session look around. Asked for again it is the same session.</summary>
    public static Task<Session> LookAroundAsync(IOrchestrator orchestrator, string what, CancellationToken cancellationToken) =>
        orchestrator.SpawnAsync(new SpawnRequest { Project = Name, Prompt = $"Look around {what}.", Key = new OperationKey($"look/{what}") }, cancellationToken);

    /// <summary>Waits until a report is as wanted, and says what has become of it where that takes too long.</summary>
    public static async Task<TrackedReport> WaitAsync(IOrchestrator orchestrator, Func<TrackedReport, bool> isWanted, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        try
        {
            await foreach (var report in orchestrator.Reports.WatchAsync(patience.Token))
            {
                if (isWanted(report))
                {
                    return report;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var reports = orchestrator.Reports.List().Select(static report => $"{report.Id} {report.Progress} {report.Plan} {report.Hindrance}\n  {string.Join("\n  ", report.Steps.Select(static step => $"{step.What}: {step.Detail}"))}");
            Assert.Fail($"{string.Join('\n', reports)}\n{string.Join('\n', orchestrator.List().Select(static session => $"{session.Id} {session.Status} {session.Reason}"))}\n{string.Join('\n', orchestrator.Consents.List(pendingOnly: false).Select(static consent => $"{consent.State} {consent.Title}"))}");
        }

        throw new InvalidOperationException("Watching has ended.");
    }
}
