namespace Ao.Plugins.GitHub.Looks;

/// <summary>What decides when a pull request is looked at again.</summary>
internal readonly record struct LookFacts
{
    /// <summary>Gets when it was looked at, or <see langword="null"/> where it never was.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    public bool IsOpen { get; init; }

    /// <summary>Gets whether a check runs, or it waits in a merge queue.</summary>
    public bool IsMoving { get; init; }

    /// <summary>Gets whether GitHub has not computed yet whether it can be merged.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Gets how often it was asked again because of that.</summary>
    public int UnknownAsks { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Gets since when it is known to have changed.</summary>
    public DateTimeOffset? DirtySince { get; init; }
}
