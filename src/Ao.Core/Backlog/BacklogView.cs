using Ao.Trackers;

namespace Ao.Backlog;

/// <summary>All that is known when it is decided which issues are begun.</summary>
internal sealed record BacklogView
{
    /// <summary>Gets the open issues that the project's backlog names.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }

    /// <summary>Gets what the issues depend on that are known: those above, and those that they name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Dependencies { get; init; }

    /// <summary>Gets whether issues that others depend on are open; one that is not in here is unknown.</summary>
    public required IReadOnlyDictionary<string, bool> IsOpen { get; init; }

    /// <summary>Gets the items by the issue's id.</summary>
    public required IReadOnlyDictionary<string, BacklogItem> Items { get; init; }

    /// <summary>Gets who holds which issue that no item of this orchestrator's is under way for.</summary>
    public required IReadOnlyDictionary<string, string> HeldBy { get; init; }

    /// <summary>Gets the issues whose items wait for a person.</summary>
    public required IReadOnlySet<string> SetAside { get; init; }

    /// <summary>Gets how many issues are worked on.</summary>
    public required int UnderWay { get; init; }

    /// <summary>Gets how many more sessions there is room for, whatever they are for.</summary>
    public required int Room { get; init; }
}
