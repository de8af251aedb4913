using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>A process that was started and whose records its runtime still holds.</summary>
/// <param name="Runtime">The name of the runtime.</param>
/// <param name="Handle">How to find the process there.</param>
internal sealed record HeldRun(string? Runtime, RunHandle Handle);
