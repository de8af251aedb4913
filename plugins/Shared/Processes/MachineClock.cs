using System.Buffers.Text;

namespace Ao.Processes;

/// <summary>The clock that processes' start times are taken from.</summary>
internal static class MachineClock
{
    public const int TicksPerSecond = 100;

    /// <summary>Gives the clock ticks since the machine started, or <see langword="null"/> where the system does not tell.</summary>
    public static long? Now()
    {
        Span<byte> text = stackalloc byte[64];
        var count = ProcFile.Read("/proc/uptime", text);
        return count > 0 && Utf8Parser.TryParse(text[..count], out double seconds, out _) ? (long)(seconds * TicksPerSecond) : null;
    }
}
