using Ao.Agents;

namespace Ao.Plugins.Codex.Reading;

/// <summary>Gives the signals of one line cursors of their own, so that a host that dies between two of them goes on with the second.</summary>
internal static class SignalCursors
{
    /// <summary>Numbers signals so that the last one is at the line's end. A line is longer than its signals are many.</summary>
    public static IEnumerable<AgentSignal> EndingAt(this IReadOnlyList<AgentSignal> signals, long end) =>
        signals.Select((signal, index) => signal with { Cursor = end - (signals.Count - 1 - index) });
}
