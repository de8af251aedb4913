using System.Collections.Immutable;

namespace Ao.Duplicates;

/// <summary>Which reports are of one problem: each is linked to the head of its cluster. Immutable.</summary>
/// <remarks>
/// A link can be withdrawn, and no link says anything of a third report: what a report was linked to is kept as it was said, and heads are read from that.
/// When a head is itself linked to another report, the reports of both are one cluster for as long as that link stands.
/// </remarks>
internal sealed class DuplicateClusters
{
    /// <summary>No links.</summary>
    public static readonly DuplicateClusters Empty = new(ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, string> _targets;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<string>> _followers;

    private DuplicateClusters(ImmutableDictionary<string, string> targets, ImmutableDictionary<string, ImmutableSortedSet<string>> followers)
    {
        _targets = targets;
        _followers = followers;
    }

    /// <summary>Gets how many links stand.</summary>
    public int Count => _targets.Count;

    /// <summary>Gives the head of a report's cluster: itself, where it is not linked.</summary>
    public string HeadOf(string report)
    {
        while (_targets.TryGetValue(report, out var target))
        {
            report = target;
        }

        return report;
    }

    /// <summary>Gives all reports of a cluster, the head first.</summary>
    public IReadOnlyList<string> Members(string head)
    {
        var members = new List<string> { head };
        for (var at = 0; at < members.Count; at++)
        {
            members.AddRange(_followers.GetValueOrDefault(members[at], []));
        }

        return members;
    }

    /// <summary>Links a report to the head of another's cluster.</summary>
    /// <returns>The clusters with the link; the same where it is there, or where both are of one cluster already.</returns>
    public DuplicateClusters Link(string report, string other)
    {
        var head = HeadOf(other);
        if (HeadOf(report) == head)
        {
            return this;
        }

        var without = Withdraw(report);
        return new DuplicateClusters(without._targets.Add(report, head), without._followers.SetItem(head, without._followers.GetValueOrDefault(head, NoFollowers).Add(report)));
    }

    /// <summary>Takes the link of a report back. Reports that are linked to it stay with it.</summary>
    /// <returns>The clusters without the link; the same where there is none.</returns>
    public DuplicateClusters Withdraw(string report)
    {
        if (!_targets.TryGetValue(report, out var head))
        {
            return this;
        }

        var followers = _followers[head].Remove(report);
        return new DuplicateClusters(_targets.Remove(report), followers.IsEmpty ? _followers.Remove(head) : _followers.SetItem(head, followers));
    }

    /// <summary>Says whether a report that is like some members of a cluster belongs to it: it must be like the head or like two of them.</summary>
    public static bool Admits(string head, IReadOnlyCollection<string> alike) => alike.Count >= 2 || alike.Contains(head, StringComparer.Ordinal);

    private static ImmutableSortedSet<string> NoFollowers => ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}
