namespace Ao.Runtimes;

/// <summary>The process has ended, and all its output was given.</summary>
/// <param name="ExitCode">The exit code, 128 + n after signal n, or <see langword="null"/> where it could not be learned.</param>
public sealed record RunExited(int? ExitCode) : RunEvent;
