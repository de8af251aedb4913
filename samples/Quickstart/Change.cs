namespace Quickstart;

/// <summary>What would change.</summary>
/// <param name="Overview">The commits and files.</param>
/// <param name="Command">The command that shows all of it.</param>
internal sealed record Change(string Overview, string Command);
