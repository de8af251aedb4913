using System.Collections.Immutable;

namespace Ao.Backlog;

/// <summary>An issue that sessions are begun for, as it is folded from its facts.</summary>
internal sealed record BacklogItem
{
    public required ProjectId Project { get; init; }

    public required string Issue { get; init; }

    /// <summary>Gets the version of the item's stream up to which this was folded.</summary>
    public required long Version { get; init; }

    public string Title { get; init; } = "";

    public string Location { get; init; } = "";

    public BacklogPhase Phase { get; init; }

    /// <summary>Gets the number of the attempt that is under way, or of the last one.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets the version at which it was taken: what is done for one taking is never mistaken for another's.</summary>
    public long Round { get; init; }

    public bool BreaksDown { get; init; }

    public SessionId? Session { get; init; }

    public bool IsMarked { get; init; }

    public bool IsIssueClosed { get; init; }

    public bool IsSessionTold { get; init; }

    /// <summary>Gets why the last attempt came to nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets whether a person is to look at it before it is begun again.</summary>
    public bool IsSetAside { get; init; }

    /// <summary>Gets whether a designer has decided that it is one piece of work.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Gets which of the designer's breakdowns was refused last.</summary>
    public int Refused { get; init; }

    public Breakdown? Breakdown { get; init; }

    /// <summary>Gets the issues that the parts have become, by the part's key.</summary>
    public ImmutableDictionary<string, string> Parts { get => field ?? ImmutableDictionary<string, string>.Empty; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets when the phase began.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets whether no other host is to begin it, though nobody works on it: what was decided of it is known to this one only.</summary>
    public bool IsKept => Phase is BacklogPhase.Divided or BacklogPhase.Closing || (Phase == BacklogPhase.Free && (IsSetAside || (IsAtomic && Reason is null)));

    /// <summary>Gets whether it counts against the limit.</summary>
    public bool IsUnderWay => Phase is BacklogPhase.Taken or BacklogPhase.Working or BacklogPhase.Leaving or BacklogPhase.Dividing;
}
