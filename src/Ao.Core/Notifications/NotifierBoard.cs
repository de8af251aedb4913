using System.Collections.Concurrent;
using Ao.Journal;

namespace Ao.Notifications;

/// <summary>Knows how each notifier keeps up with the journal, in memory.</summary>
internal sealed class NotifierBoard(IJournal journal, UndeliveredProjection undelivered)
{
    private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);

    public void SetPlace(string notifier, long position, int heldBack) =>
        _lines.AddOrUpdate(notifier, static (_, set) => new Line { Position = set.position, HeldBack = set.heldBack }, static (_, line, set) => line with { Position = set.position, HeldBack = set.heldBack }, (position, heldBack));

    public void SetWaiting(string notifier, DateTimeOffset since, string? problem) => Change(notifier, line => line with { WaitingSince = since, Problem = problem });

    public void SetDone(string notifier) => Change(notifier, static line => line with { WaitingSince = null, Problem = null });

    public void SetGivenUp(string notifier, string problem) => Change(notifier, line => line with { IsGivenUp = true, Problem = problem });

    public IReadOnlyList<NotifierStatus> List()
    {
        var counts = undelivered.All.CountBy(static entry => entry.Notifier).ToDictionary(StringComparer.Ordinal);
        return [.. _lines.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(entry => new NotifierStatus
        {
            Name = entry.Key,
            IsServed = !entry.Value.IsGivenUp,
            Behind = Math.Max(0, journal.Head - entry.Value.Position),
            WaitingSince = entry.Value.WaitingSince,
            Problem = entry.Value.Problem,
            HeldBack = entry.Value.HeldBack,
            Undelivered = counts.GetValueOrDefault(entry.Key),
        })];
    }

    private void Change(string notifier, Func<Line, Line> change) => _lines.AddOrUpdate(notifier, _ => change(new Line()), (_, line) => change(line));

    private sealed record Line
    {
        public long Position { get; init; }

        public int HeldBack { get; init; }

        public DateTimeOffset? WaitingSince { get; init; }

        public string? Problem { get; init; }

        public bool IsGivenUp { get; init; }
    }
}
