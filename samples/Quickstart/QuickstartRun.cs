using Ao;
using Ao.Agents;
using Ao.Plugins;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Quickstart;

/// <summary>One run, from spawning to merging. Done again over the same folder it goes on where it was: every step is keyed.</summary>
internal static class QuickstartRun
{
    public static async Task<int> RunAsync(RunPlan plan, RunOptions options, CancellationToken cancellationToken)
    {
        // Said first: whatever happens from here on, the person knows where their work is.
        Person.Tell($"The run's folder is {plan.Folder}; if it is interrupted, go on with: --resume {plan.Folder}");
        using var host = Embedding.BuildHost(plan);
        await host.StartAsync(cancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        try
        {
            return await RunAsync(orchestrator, plan, options, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // One that is starting may have its program by now without the journal knowing it yet.
            var live = orchestrator.List().Where(static session => session.Status is SessionStatus.Starting or SessionStatus.Working or SessionStatus.Ready or SessionStatus.WaitingForInput or SessionStatus.Blocked).Select(static session => session.Id).ToList();
            Person.Tell($"Interrupted. {(live.Count == 0 ? "No session's program runs" : $"The programs of {string.Join(", ", live)} may go on")}. Take it up again with: --resume {plan.Folder}");
            return ExitCodes.Interrupted;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> RunAsync(IOrchestrator orchestrator, RunPlan plan, RunOptions options, CancellationToken cancellationToken)
    {
        var before = orchestrator.List().Select(static session => session.Id).ToList();
        if (plan.IsOnForge)
        {
            await TellWarningsAsync(orchestrator, cancellationToken);
        }

        var sessions = new Team(orchestrator, await SpawnAsync(orchestrator, plan, cancellationToken));
        var person = new Person(options);
        var restoring = new RestoreDesk(orchestrator, person, before);
        var consents = new ConsentDesk(orchestrator, sessions, person, new ChangeOverview(plan), plan);
        var progress = new Progress(orchestrator, sessions, options, [restoring, new TerminalDesk(orchestrator, sessions, plan), new QuestionDesk(orchestrator, sessions, person), consents]);
        bool SessionsAreSettled() => sessions.All(id => IsSettled(orchestrator, id, person));

        // In this order: a session has filed its reports when it is settled, and a report that is settled may have brought about another session.
        await progress.ShowUntilAsync(() => SessionsAreSettled() && sessions.ReportsAreSettled && sessions.ReviewsAreSettled && SessionsAreSettled(), cancellationToken);

        var merges = new Merges(orchestrator, sessions, consents);
        if (plan.IsOnForge && person.AlwaysAgrees)
        {
            // Others work on that branch: a yes that was given beforehand is none to moving it.
            Person.Tell($"Nothing is merged with --yes on a forge. Merge what is open there, or go on in a terminal with: --resume {plan.Folder}");
            return await EndAsync(orchestrator, sessions, plan, options, merges, restoring, progress, cancellationToken);
        }

        Person.Tell((await merges.PlanAsync(cancellationToken)).ToText());
        using var merging = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var merged = merges.RunAsync(merging.Token);
        var left = consents.Left;
        await progress.ShowUntilAsync(() => merged.IsCompleted || consents.Left > left, cancellationToken);
        if (!merged.IsCompleted)
        {
            // Nobody is there to allow the merge: its question stays, and the next run takes it up.
            await merging.CancelAsync();
            await merged.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else
        {
            await merged;
            await progress.ShowUntilAsync(() => sessions.MergesAreTold, cancellationToken);
        }

        return await EndAsync(orchestrator, sessions, plan, options, merges, restoring, progress, cancellationToken);
    }

    private static async Task<int> EndAsync(IOrchestrator orchestrator, Team sessions, RunPlan plan, RunOptions options, Merges merges, RestoreDesk restoring, Progress progress, CancellationToken cancellationToken)
    {
        progress.ShowEnd();
        var summary = await RunSummary.MakeAsync(orchestrator, sessions, plan, merges, restoring.Restored, cancellationToken) with { LeavesMerging = plan.IsOnForge && options.Yes };
        await SummaryPrinter.PrintAsync(summary, options, cancellationToken);
        return summary.ExitCode;
    }

    private static async Task<IReadOnlyList<SessionId>> SpawnAsync(IOrchestrator orchestrator, RunPlan plan, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<int, SessionId>();
        foreach (var task in plan.Tasks)
        {
            var session = await orchestrator.SpawnAsync(
                new SpawnRequest
                {
                    Project = Embedding.Project,
                    Prompt = task.Prompt,
                    Key = new OperationKey($"quickstart/{task.Number}"),
                    DependsOn = [.. task.DependsOn.Select(number => ids[number])],
                },
                cancellationToken);
            ids[task.Number] = session.Id;
        }

        return [.. ids.Values];
    }

    /// <summary>Says beforehand what would keep the work from being published: agents cost money.</summary>
    private static async Task TellWarningsAsync(IOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        foreach (var item in (await orchestrator.CheckAsync(cancellationToken)).Items.Where(static item => item.Level == SelfCheckLevel.Warn))
        {
            Person.Tell($"{item.Subject}: {item.Summary}{(item.Remedy is null ? "" : $" {item.Remedy}")}");
        }
    }

    /// <summary>Whether a session has come as far as it can without a person: ended, and with nothing left to propose but what waits for consent.</summary>
    private static bool IsSettled(IOrchestrator orchestrator, SessionId id, Person person)
    {
        var session = orchestrator.Get(id);
        return session.Status switch
        {
            SessionStatus.Stopped or SessionStatus.Failed or SessionStatus.Lost => true,

            // Nobody answers here: the question stays, and the next run takes it up.
            SessionStatus.WaitingForInput => !person.AlwaysAgrees && !person.CanBeAsked,

            // A provider that refuses for a while is waited for; what only a person can mend is not.
            SessionStatus.Blocked => session.Messages.All(static message => message.Stage != MessageStage.Persisted)
                || orchestrator.ListProviderPauses().Any(static pause => pause.Kind is ProviderLimitKind.SignInExpired or ProviderLimitKind.Exhausted),
            SessionStatus.Done => session.PullRequest is not null || session.WorkspacePath is null || orchestrator.Consents.List().Any(consent => consent.Session == id),
            _ => false,
        };
    }
}
