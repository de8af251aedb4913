using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>A session that the start of a host found with something to do.</summary>
/// <param name="Found">The session as it was found.</param>
/// <param name="Held">What its runtime held for its run, or <see langword="null"/> for nothing.</param>
/// <param name="RuntimeAnswered">Whether the runtime of its run could be asked.</param>
/// <param name="HasProject">Whether the configuration has its project.</param>
internal sealed record RecoveryCase(SessionState Found, RunState? Held, bool RuntimeAnswered, bool HasProject);
