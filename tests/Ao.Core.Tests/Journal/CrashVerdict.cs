namespace Ao.Core.Tests.Journal;

/// <summary>What became of a journal in a crash.</summary>
/// <param name="Acknowledged">How many facts had been acknowledged.</param>
/// <param name="Lost">How many of them are not there.</param>
/// <param name="Corrupt">How many facts are out of order, doubled or not as they were written.</param>
/// <param name="Refused">How many facts are there although their append was reported as failed.</param>
internal sealed record CrashVerdict(int Acknowledged, int Lost, int Corrupt, int Refused);
