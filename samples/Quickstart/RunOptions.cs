namespace Quickstart;

/// <summary>How a run talks to the person.</summary>
/// <param name="Yes">Whether every request for consent is answered with yes.</param>
/// <param name="Json">Whether the summary is for programs.</param>
internal sealed record RunOptions(bool Yes, bool Json);
