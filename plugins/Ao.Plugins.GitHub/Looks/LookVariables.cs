namespace Ao.Plugins.GitHub.Looks;

/// <summary>The variables of a look.</summary>
internal sealed record LookVariables(IReadOnlyList<string> Light, IReadOnlyList<string> Checks, IReadOnlyList<string> Talks, int Recent, bool WithRecent);
