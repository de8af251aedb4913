using System.Globalization;

namespace Ao.Sessions.Admission;

/// <summary>Asks the operating system: <c>MemAvailable</c> of /proc/meminfo (proc(5)) on Linux, what the runtime knows elsewhere.</summary>
internal sealed class MemoryProbe : IMemoryProbe
{
    private const string MemInfo = "/proc/meminfo";

    public long AvailableBytes
    {
        get
        {
            if (OperatingSystem.IsLinux())
            {
                foreach (var line in File.ReadLines(MemInfo))
                {
                    if (line.StartsWith("MemAvailable:", StringComparison.Ordinal))
                    {
                        return long.Parse(line.AsSpan("MemAvailable:".Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
                    }
                }
            }

            var memory = GC.GetGCMemoryInfo();
            return memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
        }
    }
}
