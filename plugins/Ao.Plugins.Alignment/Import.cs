namespace Ao.Plugins.Alignment;

/// <summary>What a file takes from elsewhere.</summary>
/// <param name="Target">The namespace, package, module or file, as it is written.</param>
/// <param name="Names">The names that are taken; empty where all are.</param>
/// <param name="Alias">The name by which all are reached, where there is one.</param>
/// <param name="IsPassedOn">Whether the file gives on what it takes.</param>
internal sealed record Import(string Target, IReadOnlyList<string> Names, string? Alias = null, bool IsPassedOn = false);
