using Ao.Agents;
using Ao.Configuration;

namespace Ao.Sessions.Steps;

/// <summary>Minds how long nothing was heard of an agent that works in turns.</summary>
internal sealed class SilenceWatch(AgentCapabilities capabilities, AgentOptions options, TimeProvider time)
{
    private long _heard = time.GetTimestamp();

    /// <summary>Takes note that something was heard.</summary>
    public void Heard() => _heard = time.GetTimestamp();

    /// <summary>Gives how long silence may still last, or <see langword="null"/> where it may last for ever.</summary>
    public TimeSpan? LeftFor(SessionState state)
    {
        if (!capabilities.TakesTurns || !state.Permissions.IsEmpty || (state.Activity != AgentActivity.Active && !IsStarting(state)))
        {
            return null;
        }

        var left = (IsStarting(state) ? options.StartTimeout : options.SilenceTimeout) - time.GetElapsedTime(_heard);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Tells whether nothing was ever heard of the run.</summary>
    public static bool IsStarting(SessionState state) => state.Run is { Cursor: 0 } && state.ActivityAt is null;
}
