using System.Globalization;
using Ao;
using Ao.PullRequests;
using Ao.Sessions;
using Spectre.Console;

namespace Quickstart;

/// <summary>The sessions as a table, a line each.</summary>
internal static class SessionTable
{
    // What the columns beside those that give way, task and now, take with their borders.
    private const int FixedWidth = 66;
    private const int WideEnoughForTasks = 100;

    public static Table Of(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions)
    {
        var hasTasks = AnsiConsole.Profile.Width >= WideEnoughForTasks;
        var room = Math.Max(12, (AnsiConsole.Profile.Width - FixedWidth) / (hasTasks ? 2 : 1));
        var asked = orchestrator.Consents.List().Select(static consent => consent.Session).ToHashSet();
        var table = new Table().SimpleBorder();
        foreach (var title in (string[])["session", "status", "time", "checks", "pull request", "now", .. hasTasks ? ["task"] : Array.Empty<string>()])
        {
            table.AddColumn(new TableColumn(title).NoWrap());
        }

        foreach (var session in sessions.Select(orchestrator.Get))
        {
            Text[] task = hasTasks ? [new Text(SessionText.Clip(Printable.Clean(session.Title), room))] : [];
            table.AddRow(
            [
                new Text(session.Id.Value),
                new Text(SessionText.Status(session), Colour(session.Status)),
                new Text(SessionText.Elapsed(session, TimeProvider.System.GetUtcNow())),
                new Markup(string.Concat(session.Verifications.TakeLast(5).Select(static verification => verification.Passed ? "[green]✓[/]" : "[red]✗[/]"))),
                new Text(PullRequest(session, asked.Contains(session.Id))),
                new Text(SessionText.Clip(SessionText.Doing(session), room), Color.Grey),
                .. task,
            ]);
        }

        return table;
    }

    private static Color Colour(SessionStatus status) => status switch
    {
        SessionStatus.Done => Color.Green,
        SessionStatus.Failed or SessionStatus.Lost => Color.Red,
        SessionStatus.Working or SessionStatus.Verifying => Color.Yellow,
        _ => Color.Grey,
    };

    private static string PullRequest(Session session, bool isAsked) => session.PullRequest switch
    {
        { Number: { } number } when isAsked => string.Create(CultureInfo.InvariantCulture, $"#{number}, merge?"),
        { Number: { } number } proposed => string.Create(CultureInfo.InvariantCulture, $"#{number} {proposed.State.ToString().ToLowerInvariant()}"),
        { State: ProposalState.Refused } => "refused",
        { State: ProposalState.Waiting, Wait: { } wait } => string.Create(CultureInfo.InvariantCulture, $"waits till {wait.Until.ToLocalTime():HH:mm}"),
        _ => isAsked ? "open it?" : "",
    };
}
