using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Reading;

/// <summary>Gives the signals of one line their cursors.</summary>
/// <remarks>A line may give several signals, and a host may die between two of them, so each has a position of its own inside of the line, the last one behind it.
/// What is read again after that begins before the line: only signals behind the cursor are given.</remarks>
internal static class SignalCursors
{
    public static IEnumerable<AgentSignal> Number(IReadOnlyList<AgentSignal> signals, long end, long behind) =>
        signals.Select((signal, index) => signal with { Cursor = end - (signals.Count - 1 - index) }).Where(signal => signal.Cursor > behind);
}
