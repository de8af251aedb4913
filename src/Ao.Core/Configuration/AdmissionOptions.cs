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

    /// <summary>Gets or sets how many sessions of a project may wait for a place before agents are refused further ones. What people and the host itself ask for is never refused.</summary>
    /// <value>The default is 200.</value>
    [Range(0, 1_000_000)]
    public int MaxQueued { get; set; } = 200;

    /// <summary>Gets or sets how many sessions the agent of one session may ask for, in the session's whole life. A person can raise it for a session.</summary>
    /// <value>The default is 50.</value>
    [Range(0, 1_000_000)]
    public int MaxSpawnsPerSession { get; set; } = 50;

    /// <summary>Gets or sets how many generations of sessions may follow one that a person has asked for: those that its agent asks for are the first, those that theirs ask for the second.</summary>
    /// <value>The default is 3.</value>
    [Range(0, 100)]
    public int MaxGenerations { get; set; } = 3;
}
