using System.Globalization;
using Ao.Processes;

namespace Ao.Commands;

/// <summary>Marks all that one command starts, and says which host wants it.</summary>
/// <param name="Space">The space of process ids that the host's counts in.</param>
/// <param name="Host">The host's process id.</param>
/// <param name="HostStarted">When the host started, in clock ticks since the machine did.</param>
/// <param name="Nonce">Tells the command from every other one.</param>
internal sealed record CommandMarker(string Space, int Host, long HostStarted, string Nonce)
{
    /// <summary>The variable that every process of a command inherits.</summary>
    public const string Variable = "AO_COMMAND";

    private const string SpaceFile = "/proc/self/ns/pid";
    private static readonly string s_space = new FileInfo(SpaceFile).LinkTarget ?? "";
    private static readonly ProcessEntry s_self = ProcessEntry.TryRead(Environment.ProcessId, out var self) ? self : default;

    public static CommandMarker New() => new(s_space, s_self.Pid, s_self.StartTime, Guid.NewGuid().ToString("N"));

    public static CommandMarker? Parse(string text) =>
        text.Split(' ') is [var space, var host, var started, var nonce]
        && int.TryParse(host, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var startTime)
            ? new CommandMarker(space, pid, startTime, nonce)
            : null;

    /// <summary>Tells whether the host is gone. Of a host in another container, whose numbers mean other processes here, that is never said.</summary>
    public bool IsLeftBehind() => Space == s_space && !(ProcessEntry.TryRead(Host, out var entry) && entry.StartTime == HostStarted);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Space} {Host} {HostStarted} {Nonce}");
}
