using Ao.Scm;

namespace Ao.Radar;

/// <summary>The last look at a session's workspace.</summary>
internal sealed record RadarLook
{
    /// <summary>Gets when it was; before the first look, when the session came onto the radar.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the version that the session had then.</summary>
    public long Version { get; init; }

    /// <summary>Gets whether its agent was between two turns then.</summary>
    public bool TurnWasOver { get; init; }

    /// <summary>Gets what was seen; <see langword="null"/> where nothing was yet, or could not be.</summary>
    public WorkspaceChanges? Changes { get; init; }

    /// <summary>Gets why nothing could be seen.</summary>
    public string? Problem { get; init; }
}
