namespace Ao.Configuration;

/// <summary>Writes names in lower case, as those who bear them do: configuration keys do not differ by case, and variables of the environment are often written in capitals.</summary>
internal static class OptionsNames
{
    public static void Normalise(AoOptions options)
    {
        options.Plugins = Normalise(options.Plugins);
        options.Projects = Normalise(options.Projects);
        foreach (var step in options.Consent?.Escalation?.OfType<EscalationStepOptions>() ?? [])
        {
            step.Notifier = Normalise(step.Notifier);
        }

        Normalise(options.Notifications);
        foreach (var project in options.Projects?.Values.OfType<ProjectOptions>() ?? [])
        {
            project.Scm = Normalise(project.Scm);
            project.Agent = Normalise(project.Agent);
            project.Runtime = Normalise(project.Runtime);
            project.InteractiveRuntime = Normalise(project.InteractiveRuntime);
            project.Terminal = Normalise(project.Terminal);
            project.Tracker = Normalise(project.Tracker);
            project.Reporter = Normalise(project.Reporter);
            project.Notifiers = project.Notifiers is { } notifiers ? [.. notifiers.Select(Normalise)] : null!;
            if (project.Convergence is { } convergence)
            {
                convergence.Detectors = Normalise(convergence.Detectors)!;
            }

            project.Agents = Normalise(project.Agents);
            if (project.Alignment is { } alignment)
            {
                alignment.Detector = Normalise(alignment.Detector);
                alignment.DependsOn = Normalise(alignment.DependsOn);
            }

            Normalise(project.Notifications);
        }
    }

    private static void Normalise(NotificationOptions? notifications)
    {
        if (notifications?.Routes is { } routes)
        {
            routes.Urgent = Normalise(routes.Urgent);
            routes.Action = Normalise(routes.Action);
            routes.Warning = Normalise(routes.Warning);
            routes.Info = Normalise(routes.Info);
        }
    }

    private static IList<string>? Normalise(IList<string>? names) => names is null ? null : [.. names.Select(Normalise)];

    // What code set to null is reported by the validation that follows.
    private static string Normalise(string? name) => name?.ToLowerInvariant()!;

    private static IDictionary<string, T> Normalise<T>(IDictionary<string, T>? named)
    {
        if (named is null)
        {
            return null!;
        }

        var normalised = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in named)
        {
            normalised.TryAdd(Normalise(name), value);
        }

        return normalised;
    }
}
