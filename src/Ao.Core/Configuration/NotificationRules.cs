using System.Globalization;
using Ao.Notifiers;

namespace Ao.Configuration;

/// <summary>What attributes cannot say of who is told what.</summary>
internal sealed class NotificationRules(ConfigurationProblems problems)
{
    public void Validate(AoOptions options)
    {
        var known = options.Projects.Values.SelectMany(static project => project?.Notifiers ?? []).Where(static name => name is not null).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Validate("Notifications", options.Notifications, known);
        foreach (var (name, project) in options.Projects)
        {
            Validate($"Projects:{name}:Notifications", project?.Notifications, known);
        }
    }

    private void Validate(string key, NotificationOptions? options, HashSet<string> known)
    {
        if (options is not { Routes: { } routes, QuietHours: { } quiet, Digest: { } digest })
        {
            return;
        }

        foreach (var (priority, names) in new[] { ("Urgent", routes.Urgent), ("Action", routes.Action), ("Warning", routes.Warning), ("Info", routes.Info) })
        {
            for (var index = 0; index < names?.Count; index++)
            {
                if (!known.Contains(names[index] ?? ""))
                {
                    var remedy = known.Count == 0 ? "no project has any: name it among a project's Notifiers first" : $"those of the projects are {string.Join(", ", known.Order(StringComparer.Ordinal).Select(Printable.Quote))}";
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}:Routes:{priority}:{index}"), $"'{Printable.Quote(names[index] ?? "")}' is no notifier of any project; {remedy}");
                }
            }
        }

        if (routes.Urgent is { Count: 0 })
        {
            problems.Add($"{key}:Routes:Urgent", "names nobody, so that nobody would be told of what is urgent. Name a notifier, or leave it out for the project's Notifiers");
        }

        if (quiet.From is { } from && quiet.To == from)
        {
            problems.Add($"{key}:QuietHours", "begins and ends at the same time. Give two times, or leave both out");
        }

        if (quiet.From is null != quiet.To is null)
        {
            problems.Add($"{key}:QuietHours", "has one end only. Give From and To");
        }

        if (quiet.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            problems.Add($"{key}:QuietHours:TimeZone", $"'{Printable.Quote(zone)}' is not a time zone of this machine. Use a name such as Europe/Berlin, or UTC");
        }

        CheckUrgent($"{key}:QuietHours:Priorities", quiet.Priorities);
        CheckUrgent($"{key}:Digest:Priorities", digest.Priorities);
    }

    private void CheckUrgent(string key, IList<NotificationPriority>? priorities)
    {
        if (priorities?.Contains(NotificationPriority.Urgent) == true)
        {
            problems.Add(key, "names Urgent, and what is urgent is never held back. Leave it out");
        }
    }
}
