using System.Globalization;

namespace Ao.Processes;

/// <summary>A process that cannot be mistaken for a later one of the same number.</summary>
/// <param name="BootId">The start of the machine that it belongs to.</param>
/// <param name="Pid">The process id.</param>
/// <param name="StartTime">When it started, in clock ticks since the machine did.</param>
internal sealed record ProcessIdentity(string BootId, int Pid, long StartTime)
{
    private static readonly string s_bootId = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

    /// <summary>Whether the machine has not been started anew since: numbers of before mean nothing any more.</summary>
    public bool IsOfThisBoot => BootId == s_bootId;

    public static ProcessIdentity Of(ProcessEntry entry) => new(s_bootId, entry.Pid, entry.StartTime);

    /// <summary>Reads what <see cref="ToString"/> gives, and what the keeper writes.</summary>
    public static ProcessIdentity? Parse(string? text)
    {
        var parts = text?.TrimEnd('\n').Split(' ') ?? [];
        return parts.Length == 3
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var startTime)
            && pid > 1
                ? new ProcessIdentity(parts[0], pid, startTime)
                : null;
    }

    public bool IsAlive() => IsOfThisBoot && ProcessEntry.TryRead(Pid, out var entry) && entry.StartTime == StartTime;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BootId} {Pid} {StartTime}");
}
