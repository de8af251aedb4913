using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How many sessions may run.</summary>
public sealed class AdmissionOptions
{
    /// <summary>Gets or sets how many sessions may have a live process at once; the others wait in a fair queue.</summary>
    /// <value>The default is 20.</value>
    [Range(1, 100_000)]
    public int MaxSessions { get; set; } = 20;

    /// <summary>Gets or sets how much memory, in megabytes, must be available on the machine for another session to start.</summary>
    /// <value>The default is 512.</value>
    [Range(0, 10_000_000)]
    public long MinFreeMemoryMegabytes { get; set; } = 512;
}
