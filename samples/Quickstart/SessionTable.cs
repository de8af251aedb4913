using System.Globalization;
using Ao;
using Ao.PullRequests;
using Ao.Sessions;
using Spectre.Console;

namespace Quickstart;

/// <summary>Shows the sessions while they work.</summary>
internal sealed class SessionTable(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions, RunOptions options)
{
    /// <summary>Shows the sessions until each has come as far as it can, and has the desk serve what waits for consent.</summary>
    public async Task ShowUntilAsync(ConsentDesk desk, CancellationToken cancellationToken)
    {
        while (true)
        {
            await WatchAsync(desk, cancellationToken);
            if (desk.Waiting.Count == 0)
            {
                return;
            }

            await desk.ServeAsync(cancellationToken);
        }
    }

    private async Task WatchAsync(ConsentDesk desk, CancellationToken cancellationToken)
    {
        if (options.Json || !AnsiConsole.Profile.Capabilities.Ansi)
        {
            await FollowAsync(desk, static () => { }, cancellationToken);
            return;
        }

        await AnsiConsole.Live(Render()).StartAsync(context => FollowAsync(desk, () => context.UpdateTarget(Render()), cancellationToken));
    }

    /// <summary>Follows sessions and consents until all sessions are settled or somebody is to be asked.</summary>
    private async Task FollowAsync(ConsentDesk desk, Action update, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void Look()
        {
            update();
            if (desk.Waiting.Count > 0 || sessions.All(id => IsSettled(orchestrator.Get(id))))
            {
                done.Cancel();
            }
        }

        try
        {
            await Task.WhenAll(FollowSessionsAsync(Look, done.Token), FollowConsentsAsync(Look, done.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Everything is settled, or a person is to be asked.
        }
    }

    private async Task FollowSessionsAsync(Action look, CancellationToken cancellationToken)
    {
        look();
        await foreach (var _ in orchestrator.WatchAsync(orchestrator.Position, cancellationToken))
        {
            look();
        }
    }

    private async Task FollowConsentsAsync(Action look, CancellationToken cancellationToken)
    {
        await foreach (var _ in orchestrator.Consents.WatchAsync(cancellationToken))
        {
            look();
        }
    }

    /// <summary>Whether a session has come as far as it can without a person: ended, and with nothing left to propose but what waits for consent.</summary>
    private bool IsSettled(Session session) => session.Status switch
    {
        SessionStatus.Stopped or SessionStatus.Failed or SessionStatus.Lost => true,
        SessionStatus.Done => session.PullRequest is not null || session.WorkspacePath is null || orchestrator.Consents.List().Any(consent => consent.Session == session.Id),
        _ => false,
    };

    private Table Render()
    {
        var table = new Table().RoundedBorder().AddColumns("session", "task", "status", "runs", "checks", "pull request");
        foreach (var session in sessions.Select(orchestrator.Get))
        {
            table.AddRow(
                session.Id.Value,
                Markup.Escape(session.Title),
                $"[{Colour(session.Status)}]{session.Status}[/]",
                session.Runs.ToString(CultureInfo.InvariantCulture),
                string.Concat(session.Verifications.Select(static verification => verification.Passed ? "[green]✓[/]" : "[red]✗[/]")),
                PullRequest(session));
        }

        return table;
    }

    private static string Colour(SessionStatus status) => status switch
    {
        SessionStatus.Done => "green",
        SessionStatus.Failed or SessionStatus.Lost => "red",
        SessionStatus.Working or SessionStatus.Verifying => "yellow",
        _ => "grey",
    };

    private string PullRequest(Session session) => session.PullRequest switch
    {
        { Number: { } number } proposed => string.Create(CultureInfo.InvariantCulture, $"#{number} {proposed.State}"),
        { Reason: { } reason } => Markup.Escape(Printable.Clean(reason)),
        _ when orchestrator.Consents.List().Any(consent => consent.Session == session.Id) => "[yellow]awaits consent[/]",
        _ => "",
    };
}
