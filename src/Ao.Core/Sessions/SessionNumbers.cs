using System.Collections.Concurrent;
using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Sessions;

/// <summary>Gives out the ids of new sessions: each number once, whatever became of the session that had it.</summary>
/// <remarks>Numbers are reserved before anything is written, so that many spawns at once do not fight for one. A reserved number that is not used stays a gap.</remarks>
internal sealed class SessionNumbers(SessionProjection sessions, ProjectCatalog projects, ISlotCatalog plugins, IJournal journal)
{
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _looked = new(StringComparer.Ordinal);

    /// <summary>Reserves the next id of a prefix.</summary>
    /// <exception cref="AoException">The journal may have lost sessions and the scm could not be asked for their workspaces.</exception>
    public async ValueTask<SessionId> NextAsync(string prefix, CancellationToken cancellationToken)
    {
        if (!_looked.ContainsKey(prefix))
        {
            if (await MayHaveLostSessionsAsync(prefix, cancellationToken).ConfigureAwait(false))
            {
                await LookForWorkspacesAsync(prefix, cancellationToken).ConfigureAwait(false);
            }

            _looked[prefix] = true;
        }

        return new SessionId(prefix, _last.AddOrUpdate(prefix, _ => sessions.HighestNumber(prefix) + 1, (_, last) => Math.Max(last, sessions.HighestNumber(prefix)) + 1));
    }

    /// <summary>Takes in that a session of this id has been there, also where the journal knows nothing of it.</summary>
    public void Raise(SessionId id) => _last.AddOrUpdate(id.Prefix, id.Number, (_, last) => Math.Max(last, id.Number));

    private async ValueTask<bool> MayHaveLostSessionsAsync(string prefix, CancellationToken cancellationToken)
    {
        // A new journal beside old workspaces has lost them all.
        if (sessions.HighestNumber(prefix) == 0)
        {
            return true;
        }

        await foreach (var fact in journal.ReadStreamAsync(JournalRecovered.Stream, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (fact.Type == JournalRecovered.FactType)
            {
                return true;
            }
        }

        return false;
    }

    private async Task LookForWorkspacesAsync(string prefix, CancellationToken cancellationToken)
    {
        foreach (var project in projects.All.Where(project => project.Prefix == prefix))
        {
            var workspaces = await plugins.Get<IScm>(project.Options.Scm).ListWorkspacesAsync(project.Source, cancellationToken).ConfigureAwait(false);
            foreach (var status in workspaces)
            {
                Raise(status.Workspace.Session);
            }
        }
    }
}
