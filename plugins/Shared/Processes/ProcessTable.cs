using System.Globalization;
using System.Text;

namespace Ao.Processes;

/// <summary>The processes of this machine.</summary>
internal static class ProcessTable
{
    /// <summary>The variable that every process of a run inherits.</summary>
    public const string RunMarker = "AO_RUN";

    private const int LongestEnvironment = 4 * 1024 * 1024;

    public static List<ProcessEntry> Read()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && ProcessEntry.TryRead(pid, out var entry))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Reads the processes and the markers they were given, which they keep whatever they do to leave their parent, group and session.</summary>
    /// <param name="variable">The name of the variable that is the marker.</param>
    public static ProcessSnapshot Snapshot(string variable)
    {
        var prefix = Encoding.UTF8.GetBytes($"{variable}=");
        var entries = Read();
        var markers = new Dictionary<int, string>();
        var buffer = new byte[64 * 1024];
        foreach (var entry in entries)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{entry.Pid}/environ");
            var count = ProcFile.Read(path, buffer);
            while (count == buffer.Length && buffer.Length < LongestEnvironment)
            {
                buffer = new byte[buffer.Length * 4];
                count = ProcFile.Read(path, buffer);
            }

            if (count > 0 && MarkerIn(buffer.AsSpan(0, count), prefix) is { } marker)
            {
                markers[entry.Pid] = marker;
            }
        }

        return new ProcessSnapshot(entries, markers);
    }

    private static string? MarkerIn(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> prefix)
    {
        foreach (var range in environment.Split((byte)0))
        {
            var variable = environment[range];
            if (variable.StartsWith(prefix))
            {
                return Encoding.UTF8.GetString(variable[prefix.Length..]);
            }
        }

        return null;
    }
}
