using Ao.Scm;
using Ao.Sessions;

namespace Ao.Radar;

/// <summary>A session on the radar.</summary>
internal sealed record RadarSubject
{
    public required SessionId Session { get; init; }

    /// <summary>Gets the session as it was decided on: what it is told is written under its version.</summary>
    public SessionState? State { get; init; }

    /// <summary>Gets what it changes, as it was seen last; <see langword="null"/> where it was not seen yet or could not be.</summary>
    public WorkspaceChanges? Changes { get; init; }

    /// <summary>Gets whether what it is told reaches its agent while it works.</summary>
    public bool CanBeTold { get; init; }

    /// <summary>Gets whether it has proposed its change, or is about to.</summary>
    public bool HasProposed { get; init; }
}
