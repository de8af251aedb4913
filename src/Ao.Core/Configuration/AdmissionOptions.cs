using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How many sessions may run.</summary>
public sealed class AdmissionOptions
{
    /// <summary>Gets or sets how many sessions may have a live process at once; the others wait in a fair queue.</summary>
    /// <value>The default is 20.</value>
    [Range(1, 100_000)]
    public int MaxSessions { get; set; } = 20;

    /// <summary>Gets or sets how much memory, in megabytes, must be available on the machine for another session to start; 0 for no look at memory.</summary>
    /// <value>The default is 512.</value>
    [Range(0, 10_000_000)]
    public long MinFreeMemoryMegabytes { get; set; } = 512;

    /// <summary>Gets or sets how much memory, in megabytes, a session is assumed to take that was admitted less than ten seconds ago: it does not show in what is available yet.</summary>
    /// <value>The default is 128.</value>
    [Range(0, 1_000_000)]
    public long AssumedSessionMegabytes { get; set; } = 128;
}
