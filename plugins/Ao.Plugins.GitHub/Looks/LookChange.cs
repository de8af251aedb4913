namespace Ao.Plugins.GitHub.Looks;

/// <summary>Something that a webhook tells to have changed. What it is, a look finds out.</summary>
internal sealed record LookChange
{
    /// <summary>Gets what may have changed.</summary>
    public required LookParts Parts { get; init; }

    /// <summary>Gets the numbers of the pull requests that it names.</summary>
    public IReadOnlySet<int> Numbers { get; init; } = new HashSet<int>();

    /// <summary>Gets the head revision that it is about.</summary>
    public string? Head { get; init; }

    /// <summary>Gets the branch that moved.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets whether it is about those that wait in a merge queue.</summary>
    public bool IsOfQueue { get; init; }

    /// <summary>Whether it is about a pull request, as far as that is known.</summary>
    public bool Concerns(KnownPullRequest known) =>
        Numbers.Contains(known.Number)
        || (known.Node is { } node && ((Head is not null && node.HeadRefOid == Head)
            || (Branch is not null && node.IsOpen && (node.BaseRefName == Branch || node.HeadRefName == Branch))
            || (IsOfQueue && node.IsInMergeQueue)));
}
