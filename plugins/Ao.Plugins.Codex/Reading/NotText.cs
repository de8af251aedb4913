using Ao.Agents;

namespace Ao.Plugins.Codex.Reading;

/// <summary>Tells of a line of JSON that holds a text that is none: bytes that are no UTF-8, or half of a character. Reading such a text throws.</summary>
internal static class NotText
{
    public static OutputUnreadable At(long end) => new() { Cursor = end, Problem = "A line holds a text that is no Unicode." };
}
