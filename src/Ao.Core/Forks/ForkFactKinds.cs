using Ao.Journal;

namespace Ao.Forks;

/// <summary>The names that facts about forks have in the journal.</summary>
internal static class ForkFactKinds
{
    public const string StreamPrefix = "fork/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("fork.adopted", ForksJson.Default.Adopted),
        new("fork.looked", ForksJson.Default.Looked),
        new("fork.not-seen", ForksJson.Default.NotSeen),
        new("fork.synced", ForksJson.Default.Synced),
        new("fork.ruled", ForksJson.Default.Ruled),
        new("fork.drifted", ForksJson.Default.Drifted),
        new("fork.declared", ForksJson.Default.Declared),
        new("fork.registered", ForksJson.Default.Registered),
        new("fork.unregistered", ForksJson.Default.Unregistered),
    ];

    public static string StreamOf(ProjectId project, string name) => $"{StreamPrefix}{project}/{name}";

    /// <summary>Reads the name of a stream.</summary>
    public static (ProjectId Project, string Name)? Read(string stream)
    {
        if (!stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = stream[StreamPrefix.Length..].Split('/', 2);
        return parts.Length == 2 && ProjectId.TryParse(parts[0], null, out var project) ? (project, parts[1]) : null;
    }
}
