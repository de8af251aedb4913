namespace Ao.Runtimes;

/// <summary>Finds a run's process again, also after a restart of the host.</summary>
/// <param name="Run">The run.</param>
/// <param name="Token">What the runtime needs to find the process and to be sure that it is still the same: for local processes boot id, process id and start time. Opaque to the host, which keeps it in its journal.</param>
public sealed record RunHandle(RunId Run, string Token);
