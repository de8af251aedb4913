using System.Collections.Concurrent;

namespace Ao.Forks;

/// <summary>Remembers, while the host runs, when forks were looked at: a look without news is no fact.</summary>
internal sealed class ForkLooks(ForkProjection forks)
{
    private readonly ConcurrentDictionary<(ProjectId Project, string Name), (DateTimeOffset At, DateTimeOffset? Answered, int Failures)> _looks = new();

    public void Note(ProjectId project, string name, DateTimeOffset at, bool answered) =>
        _looks.AddOrUpdate((project, name), _ => (at, answered ? at : null, answered ? 0 : 1), (_, before) => (at, answered ? at : before.Answered, answered ? 0 : before.Failures + 1));

    /// <summary>Gives when a fork was last looked at, and how often in a row it has not answered.</summary>
    public (DateTimeOffset? At, int Failures) LastOf(ProjectId project, string name)
    {
        if (_looks.TryGetValue((project, name), out var look))
        {
            return (look.At, look.Failures);
        }

        var state = forks.Find(project, name);
        return (ForkDecision.Latest(state?.LookedAt, state?.ProblemSince), state?.Problem is null ? 0 : 1);
    }

    /// <summary>Gives when a fork last answered.</summary>
    public DateTimeOffset? AnsweredAt(ProjectId project, string name) =>
        ForkDecision.Latest(forks.Find(project, name)?.LookedAt, _looks.TryGetValue((project, name), out var look) ? look.Answered : null);
}
