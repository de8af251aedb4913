namespace Ao.Plugins.GitHub.Looks;

/// <summary>How many are in a state.</summary>
internal sealed record LookCount(string State, int Count);
