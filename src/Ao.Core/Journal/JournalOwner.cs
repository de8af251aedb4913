using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Ao.Journal;

/// <summary>The process that writes to a journal.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="StartTime">When it was started, in the operating system's own unit: with the process id and the boot it tells processes apart.</param>
/// <param name="Boot">The boot of the machine, where the operating system names it.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Since">When it opened the journal.</param>
internal sealed record JournalOwner(int ProcessId, string StartTime, string Boot, string Machine, DateTimeOffset Since)
{
    private const int StartTimeField = 22;

    /// <summary>Describes this process.</summary>
    public static JournalOwner Current(TimeProvider time) =>
        new(Environment.ProcessId, ReadStartTime(Environment.ProcessId), ReadBoot(), Environment.MachineName, time.GetUtcNow());

    /// <summary>Gets whether the process is still there; <see langword="true"/> where that cannot be told from here.</summary>
    [JsonIgnore]
    public bool IsAlive => Machine != Environment.MachineName || (Boot == ReadBoot() && ReadStartTime(ProcessId) == StartTime);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Machine} (since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC)");

    private static string ReadBoot() =>
        File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : string.Empty;

    /// <summary>Reads when a process was started; nothing, where there is none.</summary>
    private static string ReadStartTime(int process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var found = Process.GetProcessById(process);
                return found.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
            }

            // The second field is the program's name in parentheses and may hold spaces: count from behind it.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartTimeField - 3];
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return string.Empty;
        }
    }
}
