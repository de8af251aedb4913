using Ao.Budgets;
using Ao.Configuration;
using Ao.Effects;
using Ao.Notices;
using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Sessions.Admission;

/// <summary>Admits what agents ask for, one request at a time, so that an agent that asks without end is stopped, and people learn of it once.</summary>
internal sealed class SpawnDesk(SessionProjection sessions, BudgetProjection books, BudgetRules rules, BudgetAsks asks, NoticeDesk notices, OperationKeys keys, IOptions<AoOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn of a request; it is made within it.</summary>
    /// <returns>What ends the turn.</returns>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new AdmissionTicket(() => _turn.Release());
    }

    /// <summary>Refuses what goes too far.</summary>
    /// <exception cref="AoException">It does.</exception>
    public async ValueTask CheckAsync(SessionId by, ProjectId project, CancellationToken cancellationToken)
    {
        var parent = sessions.Get(by);
        var rule = rules.SpawnsOf(by, project);
        var admission = books.Read(book => new SpawnAdmission(
            book.SpawnedBy(by),
            (int)Math.Min(int.MaxValue, book.CourseOf(rule.Key.Id).LimitOf(BudgetResource.Sessions, rule.Sessions!.Value)),
            parent.Request.Generation + 1,
            options.Value.Admission.MaxGenerations,
            sessions.All.Count(state => state.Request.Project == project && state.Status == SessionStatus.Queued),
            options.Value.Admission.MaxQueued));
        switch (AdmissionDecision.Refuse(admission))
        {
            case SpawnRefusal.Spawned:
                if (asks.Make(rule.Key, project, by) is { } question && !books.Read(book => book.CourseOf(rule.Key.Id) is { Open: not null } or { Refused: not null }))
                {
                    await asks.ReachAsync(rule.Key.Id, question, cancellationToken).ConfigureAwait(false);
                }

                throw new AoException($"Session '{by}' has asked for {admission.Spawned} sessions, and may ask for {admission.MaxSpawned}. A person was asked whether it may have more. Go on with those that there are, and end your turn when nothing is left to do.");
            case SpawnRefusal.Generation:
                await TellAsync("generation", by, project, $"Session {by} may ask for no sessions", $"It was itself asked for by an agent, {parent.Request.Generation} deep; {admission.MaxGenerations} generations are allowed (Admission:MaxGenerations).", cancellationToken).ConfigureAwait(false);
                throw new AoException($"Session '{by}' was itself asked for by an agent, and its sessions would be the generation {admission.Generation} of {admission.MaxGenerations} that are allowed. Do the work yourself, or report what is left to do.");
            case SpawnRefusal.Queued:
                await TellAsync("queue", by, project, $"Session {by} asks for sessions faster than they are done", $"{admission.Queued} sessions of project {project} wait for a place; {admission.MaxQueued} may (Admission:MaxQueued).", cancellationToken).ConfigureAwait(false);
                throw new AoException($"{admission.Queued} sessions of project '{project}' wait for a place already, and {admission.MaxQueued} may. Wait until some of them are done, then ask again.");
            default:
                return;
        }
    }

    public void Dispose() => _turn.Dispose();

    private ValueTask TellAsync(string what, SessionId by, ProjectId project, string title, string body, CancellationToken cancellationToken) => notices.RaiseAsync(
        new NewNotice { Key = keys.Of($"spawns/{by}/{what}"), Priority = NotificationPriority.Action, Topic = "spawn.refused", Title = title, Body = body, Project = project, Session = by, IsLatched = true },
        cancellationToken);
}
