using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>What the start of a host found of earlier sessions, and what came of it. A session is in <see cref="Pending"/> until that is known, and then in one other list for good.</summary>
public sealed record RecoveryReport
{
    /// <summary>Gets the report of a start that found nothing.</summary>
    public static RecoveryReport Nothing { get; } = new();

    /// <summary>Gets the sessions whose processes were alive and are attended to again.</summary>
    public IReadOnlyList<SessionId> Adopted { get; init; } = [];

    /// <summary>Gets the sessions whose processes had ended while no host was there; how, was read from the runtime.</summary>
    public IReadOnlyList<SessionId> Ended { get; init; } = [];

    /// <summary>Gets the sessions that were between two steps and went on with the next.</summary>
    public IReadOnlyList<SessionId> Resumed { get; init; } = [];

    /// <summary>Gets the sessions whose processes were gone without anybody being able to tell how they ended. They can be restored.</summary>
    public IReadOnlyList<SessionId> Lost { get; init; } = [];

    /// <summary>Gets the sessions that could not go on; their reason says why.</summary>
    public IReadOnlyList<SessionId> Failed { get; init; } = [];

    /// <summary>Gets the sessions whose runtime could not be asked, so that it is not known whether their processes live.</summary>
    public IReadOnlyList<SessionId> Unreachable { get; init; } = [];

    /// <summary>Gets the sessions that may have a live process and whose project the configuration no longer has. Nobody attends to them: stop them, or put the project back and start again.</summary>
    public IReadOnlyList<SessionId> Unattended { get; init; } = [];

    /// <summary>Gets the sessions of which it is not known yet, such as those that wait to be admitted.</summary>
    public IReadOnlyList<SessionId> Pending { get; init; } = [];

    /// <summary>Gets the live processes that belong to no session's newest run in that runtime. They are reported and left alone.</summary>
    public IReadOnlyList<RunId> Orphans { get; init; } = [];

    /// <summary>Gets what went wrong: facts that could not be read and runtimes that could not be asked, with the reason.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Gets how long it took to ask the runtimes.</summary>
    public TimeSpan Duration { get; init; }
}
