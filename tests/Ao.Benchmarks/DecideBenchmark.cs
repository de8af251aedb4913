using System.Diagnostics;
using Ao.Consents;
using Ao.Hosting;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Reactions;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Benchmarks;

/// <summary>P3 and P2: what it costs to look at sessions whose pull requests are open, and to decide for each of them, where nothing has changed.</summary>
internal static class DecideBenchmark
{
    private const int Rounds = 21;
    private const int WarmUp = 200_000;
    private static readonly int[] s_counts = [100, 1_000, 10_000];
    private static readonly ProjectId s_project = new("bench");
    private static readonly string[] s_agent = ["sh", "-c", "echo change >change.txt && git add change.txt && git commit --quiet --message Change"];

    public static async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ao-bench-").FullName;
        try
        {
            var repository = await SessionBenchmark.NewRepositoryAsync(folder, cancellationToken);
            var figures = new List<BenchmarkFigure>();
            var costs = new List<double>();
            foreach (var count in s_counts)
            {
                var (measured, cost) = await MeasureAsync(Path.Combine(folder, $"decide-{count}"), repository, count, cancellationToken);
                figures.AddRange(measured);
                costs.Add(cost);
            }

            figures.Add(new("P3", "cost of a session, dearest over cheapest", costs.Max() / costs.Min(), "times", "<= 1.2", $"of {string.Join(", ", s_counts.Select(static count => $"{count:N0}"))} sessions"));
            figures.AddRange(await ListBenchmark.RunAsync(folder, repository, cancellationToken));
            return new BenchmarkResult("decide", figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(IReadOnlyList<BenchmarkFigure> Figures, double Cost)> MeasureAsync(string data, string repository, int count, CancellationToken cancellationToken)
    {
        var first = await OpenFirstAsync(data, repository, cancellationToken);
        await ForgeFiller.FillAsync(Path.Combine(data, "plugins", "git", "projects", s_project.Value, "control.git"), count, cancellationToken);
        await FillAsync(data, first, count, cancellationToken);

        var commands = new CountingRunner();
        using var host = BenchmarkHost.New(data, repository, maxSessions: 100, s_agent, commands: commands, proposes: true);
        await host.StartAsync(cancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        await orchestrator.PullRequests.LookAsync(s_project, cancellationToken);
        while (orchestrator.PullRequests.ListObserved(s_project).Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            await orchestrator.PullRequests.LookAsync(s_project, cancellationToken);
        }

        var position = orchestrator.Position;
        var started = commands.Count;
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await orchestrator.PullRequests.LookAsync(s_project, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var processes = (commands.Count - started) / (double)Rounds;
        var written = orchestrator.Position - position;
        var deciding = Decide(host.Services.GetRequiredKeyedService<EngineHost>(AoBuilder.DefaultName).Services);
        await host.StopAsync(cancellationToken);
        var cost = deciding * 1000 / count;
        return (
        [
            new("P3", $"look at {count:N0} pull requests, nothing changed", BenchmarkHost.Median(times), "ms", "-", $"median of {Rounds}: one look at all that are open, over the local forge; {written} facts were written"),
            new("P3", $"programs started by a look at {count:N0}", processes, "programs", "0 a session", "counted where every program of host and plugins is started; they are the project's, whatever the number of sessions"),
            new("P3", $"decide for {count:N0} sessions, nothing changed", deciding, "ms", "-", $"median of {Rounds}: the session's next step, and every reaction that it has, for each session"),
            new("P3", $"of that, for a session of {count:N0}", cost, "us", "flat", "the same, divided by the number of sessions"),
        ], cost);
    }

    /// <summary>Decides for every session what is decided when one is looked at.</summary>
    /// <returns>How long it took, in milliseconds.</returns>
    private static double Decide(IServiceProvider engine)
    {
        var (sessions, reactions) = (engine.GetRequiredService<SessionContext>(), engine.GetRequiredService<ReactionContext>());
        var times = new List<double>();

        // First until the compiler has done with it, at every size alike: what is measured is a host that has run for a while.
        var warming = WarmUp / sessions.Sessions.All.Count();
        for (var round = -warming; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var session in sessions.Sessions.All)
            {
                _ = sessions.NextOf(session);
                foreach (var (id, policy) in reactions.Of(session.Id.Value))
                {
                    _ = reactions.Look(id, policy);
                }
            }

            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return BenchmarkHost.Median(times);
    }

    /// <summary>Has one session open the first pull request.</summary>
    private static async Task<Session> OpenFirstAsync(string data, string repository, CancellationToken cancellationToken)
    {
        using var host = BenchmarkHost.New(data, repository, maxSessions: 100, s_agent, proposes: true);
        await host.StartAsync(cancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        var id = (await orchestrator.SpawnAsync(new SpawnRequest { Project = s_project.Value, Prompt = "Change something." }, cancellationToken)).Id;
        await foreach (var consent in orchestrator.Consents.WatchAsync(cancellationToken))
        {
            if (consent.State == ConsentState.Pending)
            {
                await orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator("bench", "bench"), cancellationToken: cancellationToken);
                break;
            }
        }

        await foreach (var change in orchestrator.WatchAsync(cancellationToken: cancellationToken))
        {
            if (change.Session is { PullRequest.State: ProposalState.Open })
            {
                break;
            }
        }

        await host.StopAsync(cancellationToken);
        return orchestrator.Get(id);
    }

    /// <summary>Writes the facts of sessions whose pull requests are open, as the first one's.</summary>
    private static async Task FillAsync(string data, Session first, int count, CancellationToken cancellationToken)
    {
        var catalog = new FactCatalog(SessionFactKinds.All);
        await JournalFiller.FillAsync(data, Enumerable.Range(2, count - 1), number => Life(catalog, first, number), cancellationToken);
    }

    private static StreamAppend Life(FactCatalog catalog, Session first, int number)
    {
        var id = new SessionId("bench", number);
        var revision = first.VerifiedRevision!;
        object[] facts =
        [
            new Facts.Requested(id, s_project, $"Task {id}", new string('p', 300), "command", SessionRole.Worker, $"ao/{id}", [], null),
            new Facts.Admitted(),
            new Facts.WorkspaceOpened(new Workspace { Session = id, Source = new ProjectSource { Project = s_project, Location = "/repository" }, Path = $"/workspaces/{id}", Branch = $"ao/{id}", BaseRevision = revision }),
            new Facts.LaunchIntended(1, null),
            new Facts.Launched(1, "token"),
            new Facts.RunEnded(1, 0),
            new Facts.DoneClaimed(1, 20, "done", null),
            new Facts.Verified(new Verification { Revision = revision, Passed = true, Commands = [], At = DateTimeOffset.UnixEpoch }, HasChanges: true),
            new Facts.Done(null),
            new Facts.PullRequestOpened(number, revision, null),
        ];
        return new StreamAppend { Stream = SessionFactKinds.StreamOf(id), Facts = [.. facts.Select(catalog.Encode)] };
    }
}
