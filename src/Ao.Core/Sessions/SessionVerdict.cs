using Ao.Agents;
using Ao.Scm;

namespace Ao.Sessions;

/// <summary>What a reviewer says of the change that it has read.</summary>
public sealed record SessionVerdict
{
    /// <summary>Gets the revision that it has read.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the verdict: <see cref="ReviewVerdict.Approve"/> (pass) or <see cref="ReviewVerdict.RequestChanges"/> (blocker).</summary>
    public required ReviewVerdict Verdict { get; init; }

    /// <summary>Gets why. Text from outside.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets what has to change, one text for each thing. Text from outside.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Gets the same findings with what the reviewer says of each besides.</summary>
    public IReadOnlyList<VerdictFinding> Details { get => field ?? []; init; } = [];

    /// <summary>Gets whether it was dealt with: put on the pull request of the change, or kept here where there is none.</summary>
    public bool IsPosted { get; init; }

    /// <summary>Gets why it was not put on a pull request, where it was not.</summary>
    public string? Note { get; init; }

    /// <summary>Gets when it was given.</summary>
    public required DateTimeOffset At { get; init; }
}
