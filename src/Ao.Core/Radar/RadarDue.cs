using Ao.Sessions;

namespace Ao.Radar;

/// <summary>Says when a session's workspace is to be looked at next: a pure function.</summary>
internal static class RadarDue
{
    /// <summary>How long after a look the end of a turn may have another.</summary>
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(5);

    /// <summary>Gives the time of the next look.</summary>
    /// <param name="state">The session.</param>
    /// <param name="last">The last look.</param>
    /// <param name="interval">The interval between looks.</param>
    /// <returns>The time; <see langword="null"/> where nothing can have changed.</returns>
    public static DateTimeOffset? At(SessionState state, RadarLook last, TimeSpan interval)
    {
        if (RadarSubjects.RevisionOf(state) is { } revision)
        {
            return last.Changes?.Revision == revision ? null : last.Problem is null ? last.At : last.At + interval;
        }

        if (state.TurnIsOver && !last.TurnWasOver)
        {
            return last.At + (interval < s_soon ? interval : s_soon);
        }

        return state.HasLiveRun || state.Version != last.Version ? last.At + interval : null;
    }
}
