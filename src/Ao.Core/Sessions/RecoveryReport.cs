using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>What the start of a host found of earlier sessions, and what it did.</summary>
public sealed record RecoveryReport
{
    /// <summary>Gets the report of a start that found nothing.</summary>
    public static RecoveryReport Nothing { get; } = new();

    /// <summary>Gets the sessions whose processes were alive and are attended to again.</summary>
    public IReadOnlyList<SessionId> Adopted { get; init; } = [];

    /// <summary>Gets the sessions whose processes ended while no host was there; how, is read from the runtime.</summary>
    public IReadOnlyList<SessionId> Ended { get; init; } = [];

    /// <summary>Gets the sessions that were between two steps and go on with the next.</summary>
    public IReadOnlyList<SessionId> Resumed { get; init; } = [];

    /// <summary>Gets the processes that belong to no session that is known. They are reported and left alone.</summary>
    public IReadOnlyList<RunId> Orphans { get; init; } = [];

    /// <summary>Gets what went wrong: facts that could not be read and runtimes that could not be asked, with the reason.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Gets how long it took.</summary>
    public TimeSpan Duration { get; init; }
}
