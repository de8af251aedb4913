using System.IO.Enumeration;
using Ao.Configuration;

namespace Ao.Convergence;

/// <summary>Decides what may be published: pure functions that give the reason why not.</summary>
internal static class PublishPolicy
{
    /// <summary>Gives why a report is not published; <see langword="null"/> where it is.</summary>
    public static string? RefuseReport(PublishOptions options, string? component, bool isResolved, DateTimeOffset filedAt, DateTimeOffset now)
    {
        if (!options.Reports)
        {
            return "The project publishes no reports (Convergence:Publish:Reports).";
        }

        if (!isResolved)
        {
            return "Its change is not merged.";
        }

        if (Find(options.ExceptComponents, component) is { } excluded)
        {
            return $"Its component fits '{Printable.Quote(excluded)}' of Convergence:Publish:ExceptComponents.";
        }

        if (options.Components.Count > 0 && Find(options.Components, component) is null)
        {
            return component is null ? "It names no component, and Convergence:Publish:Components says which ones are published." : "Its component is not among Convergence:Publish:Components.";
        }

        return RefuseAge(options, filedAt, now);
    }

    /// <summary>Gives why a change is not published; <see langword="null"/> where it is.</summary>
    public static string? RefuseChange(PublishOptions options, IReadOnlyList<string> paths, DateTimeOffset at, DateTimeOffset now) =>
        !options.Changes ? "The project publishes no changes (Convergence:Publish:Changes)."
        : paths.Select(path => Find(options.ExceptPaths, path)).FirstOrDefault(static found => found is not null) is { } excluded ? $"It touches a path that fits '{Printable.Quote(excluded)}' of Convergence:Publish:ExceptPaths."
        : RefuseAge(options, at, now);

    private static string? RefuseAge(PublishOptions options, DateTimeOffset at, DateTimeOffset now) =>
        now - at > options.MaxAge ? "It is older than Convergence:Publish:MaxAge." : null;

    /// <summary>Gives the pattern that a name fits. One without a star fits that name and those below it.</summary>
    private static string? Find(IEnumerable<string> patterns, string? name) => name is null
        ? null
        : patterns.FirstOrDefault(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true)
            || (!pattern.Contains('*', StringComparison.Ordinal) && name.StartsWith(pattern.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase)));
}
