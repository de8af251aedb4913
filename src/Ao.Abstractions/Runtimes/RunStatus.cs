namespace Ao.Runtimes;

/// <summary>What a runtime holds for one run.</summary>
/// <param name="Handle">The run.</param>
/// <param name="State">Whether its process lives.</param>
/// <param name="ExitCode">How it ended, where it has and that is known.</param>
public sealed record RunStatus(RunHandle Handle, RunState State, int? ExitCode = null);
