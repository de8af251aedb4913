using System.Globalization;
using Ao.Configuration;
using Ao.Trackers;

namespace Ao.Backlog;

/// <summary>Decides which issues are begun now, and says of each other one what it waits for: a pure function.</summary>
internal static class BacklogDecision
{
    private const string High = "priority:high";
    private const string Low = "priority:low";
    private const int MostDoublings = 16;

    /// <summary>Decides.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="options">The project's policy.</param>
    /// <param name="now">The time.</param>
    /// <returns>The issues, in the order in which they are begun.</returns>
    public static IReadOnlyList<BacklogEntry> Decide(BacklogView view, BacklogOptions options, DateTimeOffset now)
    {
        var left = Math.Max(0, Math.Min(options.MaxSessions - view.UnderWay, view.Room));
        var entries = new List<BacklogEntry>();
        foreach (var issue in view.Issues.OrderBy(PriorityOf).ThenBy(static issue => issue.CreatedAt).ThenBy(static issue => issue.Id.Length).ThenBy(static issue => issue.Id, StringComparer.Ordinal))
        {
            var item = view.Items.GetValueOrDefault(issue.Id);
            var (state, reason) = StateOf(issue, item, view, options, now);
            if (state == BacklogEntryState.Next && left-- <= 0)
            {
                (state, reason) = (BacklogEntryState.Waiting, view.Room < options.MaxSessions - view.UnderWay
                    ? "As many sessions run as may (Admission:MaxSessions, MaxSessions)."
                    : string.Create(CultureInfo.InvariantCulture, $"As many issues are worked on as may be: {options.MaxSessions} (Backlog:MaxSessions)."));
            }

            entries.Add(new BacklogEntry
            {
                Issue = issue.Id,
                Title = issue.Title,
                State = state,
                Reason = reason,
                Session = item?.Session,
                Attempts = item?.Attempt ?? 0,
                BreaksDown = item is { IsUnderWay: true } ? item.BreaksDown : IsToBreakDown(issue, item, options),
            });
        }

        return entries;
    }

    /// <summary>Tells when an item may be begun again.</summary>
    public static DateTimeOffset RetryAt(BacklogItem item, BacklogOptions options) =>
        item.Attempt == 0 || item.Reason is null ? item.At : item.At + (options.RetryAfter * (1L << Math.Clamp(item.Attempt - 1, 0, MostDoublings)));

    private static bool IsToBreakDown(Issue issue, BacklogItem? item, BacklogOptions options) =>
        options.BreakDown.Enabled && item?.IsAtomic != true && IsLarge(issue, options);

    private static bool IsLarge(Issue issue, BacklogOptions options) => issue.Labels.Contains(options.BreakDown.Label, StringComparer.Ordinal);

    private static (BacklogEntryState State, string Reason) StateOf(Issue issue, BacklogItem? item, BacklogView view, BacklogOptions options, DateTimeOffset now)
    {
        if (item is { IsUnderWay: true })
        {
            return (BacklogEntryState.Working, item.Session is { } session ? $"Session {session} works on it." : "Its session is about to begin.");
        }

        if (item is { Phase: BacklogPhase.Divided or BacklogPhase.Closing })
        {
            return (BacklogEntryState.Divided, $"It waits for its parts: {string.Join(", ", item.Parts.Values.Order(StringComparer.Ordinal).Select(static part => $"#{Printable.Quote(part)}"))}.");
        }

        if (item is { Phase: BacklogPhase.Finished })
        {
            return Waiting("A change for it was merged. Close it; for what is left, open another issue.");
        }

        if (view.SetAside.Contains(issue.Id))
        {
            return (BacklogEntryState.SetAside, $"It was begun {item?.Attempt ?? 0} times and waits for a person; close its notice to have it begun again. {item?.Reason}");
        }

        if (view.HeldBy.TryGetValue(issue.Id, out var holder))
        {
            return Waiting($"It is claimed by {holder}.");
        }

        if (DependencyObstacle(issue.Id, view) is { } obstacle)
        {
            return Waiting(obstacle);
        }

        if (IsLarge(issue, options) && item?.IsAtomic != true)
        {
            if (!options.BreakDown.Enabled)
            {
                return Waiting($"It is large ({Printable.Quote(options.BreakDown.Label)}) and needs to be broken down: by a person, or with Backlog:BreakDown:Enabled.");
            }

            if (IssueDepth.Of(issue.Body) >= options.BreakDown.MaxDepth)
            {
                return Waiting($"It is large and lies {IssueDepth.Of(issue.Body)} deep in a breakdown already (Backlog:BreakDown:MaxDepth). A person has to make it smaller, or take the label '{Printable.Quote(options.BreakDown.Label)}' away.");
            }
        }

        return item is { Phase: BacklogPhase.Free } && RetryAt(item, options) is var retry && retry > now
            ? Waiting(string.Create(CultureInfo.InvariantCulture, $"Its last attempt came to nothing; the next one is at {retry:u}. {item.Reason}"))
            : (BacklogEntryState.Next, "It is ready.");
    }

    private static string? DependencyObstacle(string issue, BacklogView view)
    {
        if (Circle(issue, view) is { } circle)
        {
            return $"It depends on itself, by {string.Join(" -> ", circle.Select(static id => $"#{Printable.Quote(id)}"))}. Remove one of the dependencies.";
        }

        foreach (var dependency in view.Dependencies.GetValueOrDefault(issue, []))
        {
            if (!view.IsOpen.TryGetValue(dependency, out var isOpen))
            {
                return $"It depends on #{Printable.Quote(dependency)}, which the tracker does not have. Correct the id.";
            }

            if (isOpen)
            {
                return $"It depends on #{Printable.Quote(dependency)}, which is open.";
            }
        }

        return null;
    }

    /// <summary>Gives a way from an issue over its dependencies back to itself. What is closed holds nothing up.</summary>
    private static IReadOnlyList<string>? Circle(string issue, BacklogView view)
    {
        var from = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([issue]);
        while (open.TryDequeue(out var current))
        {
            foreach (var next in view.Dependencies.GetValueOrDefault(current, []).Where(id => id == issue || view.IsOpen.GetValueOrDefault(id)))
            {
                if (next == issue)
                {
                    return [.. Back(current, issue, from), issue];
                }

                if (from.TryAdd(next, current))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<string> Back(string to, string start, Dictionary<string, string> from)
    {
        var way = new List<string> { to };
        while (way[^1] != start)
        {
            way.Add(from[way[^1]]);
        }

        way.Reverse();
        return way;
    }

    private static (BacklogEntryState State, string Reason) Waiting(string reason) => (BacklogEntryState.Waiting, reason);

    private static int PriorityOf(Issue issue) =>
        issue.Labels.Contains(High, StringComparer.OrdinalIgnoreCase) ? 0 : issue.Labels.Contains(Low, StringComparer.OrdinalIgnoreCase) ? 2 : 1;
}
