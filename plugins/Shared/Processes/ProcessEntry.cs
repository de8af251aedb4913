using System.Buffers.Text;
using System.Globalization;

namespace Ao.Processes;

/// <summary>One line of the process table.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Parent">The parent's process id.</param>
/// <param name="Session">The process id that the session is named after.</param>
/// <param name="StartTime">When it started, in clock ticks since the machine did.</param>
internal readonly record struct ProcessEntry(int Pid, int Parent, int Session, long StartTime)
{
    private const int ParentField = 1;
    private const int SessionField = 3;
    private const int StartTimeField = 19;

    /// <summary>Reads a live process. One that has ended and was not yet collected by its parent does not count.</summary>
    public static bool TryRead(int pid, out ProcessEntry entry)
    {
        entry = default;
        Span<byte> buffer = stackalloc byte[1024];
        var count = ProcFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"), buffer);
        return count > 0 && TryParse(pid, buffer[..count], out entry);
    }

    /// <summary>Reads the text of /proc/PID/stat. The process's name in it may hold spaces and parentheses: fields count from the last one.</summary>
    public static bool TryParse(int pid, ReadOnlySpan<byte> stat, out ProcessEntry entry)
    {
        entry = default;
        var close = stat.LastIndexOf((byte)')');
        if (close < 0 || close + 2 >= stat.Length)
        {
            return false;
        }

        var fields = stat[(close + 2)..];
        if (fields[0] is (byte)'Z' or (byte)'X')
        {
            return false;
        }

        Span<long> values = stackalloc long[StartTimeField + 1];
        for (var field = 0; field <= StartTimeField; field++)
        {
            var space = fields.IndexOf((byte)' ');
            if (space < 0 || (field > 0 && !Utf8Parser.TryParse(fields[..space], out values[field], out _)))
            {
                return false;
            }

            fields = fields[(space + 1)..];
        }

        entry = new ProcessEntry(pid, (int)values[ParentField], (int)values[SessionField], values[StartTimeField]);
        return true;
    }
}
