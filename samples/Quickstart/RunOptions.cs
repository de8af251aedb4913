namespace Quickstart;

/// <summary>How a run talks to the person.</summary>
/// <param name="Yes">Whether every question is answered with yes.</param>
/// <param name="Json">Whether the summary is for programs.</param>
/// <param name="Resumed">Whether the run goes on where another was interrupted.</param>
internal sealed record RunOptions(bool Yes, bool Json, bool Resumed);
