using Ao;
using Ao.Sessions;
using Spectre.Console;

namespace Quickstart;

/// <summary>Shows how the sessions get on, and has the desks serve what comes up.</summary>
internal sealed class Progress(IOrchestrator orchestrator, Team team, RunOptions options, IReadOnlyList<IDesk> desks)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<SessionId, SessionStatus> _told = [];

    private bool CanDraw => !options.Json && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Shows the sessions until something is over and nothing waits to be decided.</summary>
    public async Task ShowUntilAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        while (true)
        {
            await FollowAsync(() => desks.Any(static desk => desk.HasWork) || isOver(), cancellationToken);
            if (!desks.Any(static desk => desk.HasWork))
            {
                return;
            }

            foreach (var desk in desks)
            {
                await desk.ServeAsync(cancellationToken);
            }
        }
    }

    /// <summary>Shows the sessions as they are at the end.</summary>
    public void ShowEnd()
    {
        if (CanDraw)
        {
            AnsiConsole.Write(SessionTable.Of(orchestrator, team.Everyone));
        }
    }

    private async Task FollowAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        if (CanDraw)
        {
            // Cleared when it makes room for a question, so that no table that is out of date stays above it.
            await AnsiConsole.Live(SessionTable.Of(orchestrator, team.Everyone)).AutoClear(true)
                .StartAsync(context => TickAsync(() => context.UpdateTarget(SessionTable.Of(orchestrator, team.Everyone)), isOver, cancellationToken));
        }
        else
        {
            await TickAsync(options.Json ? static () => { } : TellChanges, isOver, cancellationToken);
        }
    }

    // What is shown changes with the clock too, so it is looked at by the clock. A host without a screen follows IOrchestrator.WatchAsync.
    private static async Task TickAsync(Action show, Func<bool> isOver, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_interval, TimeProvider.System);
        do
        {
            show();
        }
        while (!isOver() && await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void TellChanges()
    {
        foreach (var session in team.Everyone.Select(orchestrator.Get).Where(session => !_told.TryGetValue(session.Id, out var told) || told != session.Status))
        {
            _told[session.Id] = session.Status;
            Console.WriteLine($"{session.Id}: {SessionText.Status(session)} {SessionText.Doing(session)}".TrimEnd());
        }
    }
}
