using System.Collections.Concurrent;
using Ao.Plugins.Linear.Data;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Linear;

/// <summary>The teams of the projects, with the states of their workflows.</summary>
internal sealed class Teams(LinearClient client, IOptions<LinearOptions> options, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, TeamNode Team)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the key of a project's team.</summary>
    public string KeyOf(ProjectSource source)
    {
        var project = source.Project.Value;
        return options.Value.Teams.TryGetValue(project, out var key) ? key
            : options.Value.Team ?? throw new AoException($"Project '{project}' has no team in Linear. Name its key as Ao:Plugins:linear:Options:Teams:{project}, such as ENG.");
    }

    public async ValueTask<TeamNode> OfAsync(ProjectSource source, bool isWatching, CancellationToken cancellationToken)
    {
        var key = KeyOf(source);
        var now = timeProvider.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now - known.At < s_kept)
        {
            return known.Team;
        }

        var data = await client.SendAsync(Documents.Team, variables => variables.WriteString("key", key.ToUpperInvariant()), LinearJson.Default.TeamData, isWatching, cancellationToken).ConfigureAwait(false);
        var team = data.Teams.Items is [var first]
            ? first
            : throw new AoException($"Linear has no team '{Printable.Quote(key)}' that this key can see. Use the letters before the number of the team's issues, and a key of a member.");
        _known[key] = (now, team);
        return team;
    }

    /// <summary>Gives the state that an issue of a team gets, or <see langword="null"/> where the state that it has already means that.</summary>
    /// <param name="team">The team.</param>
    /// <param name="isOpen">Whether the issue shall be open.</param>
    /// <param name="current">The state that it has.</param>
    public static string? StateFor(TeamNode team, bool isOpen, StateNode? current)
    {
        if (current is not null && IsOpen(current) == isOpen)
        {
            return null;
        }

        string[] wanted = isOpen ? ["unstarted", "backlog", "triage", "started"] : ["completed", "canceled"];
        var states = team.States?.Items ?? [];
        return wanted.Select(type => states.Where(state => state.Type == type).MinBy(static state => state.Position)).FirstOrDefault(static state => state is not null)?.Id
            ?? throw new AoException($"Team '{Printable.Quote(team.Key)}' has no state of the kind {string.Join(" or ", wanted.Select(static type => $"'{type}'"))}. Add one to its workflow in Linear.");
    }

    /// <summary>Tells whether a state means that there is something to do.</summary>
    public static bool IsOpen(StateNode state) => state.Type is not ("completed" or "canceled" or "duplicate");
}
