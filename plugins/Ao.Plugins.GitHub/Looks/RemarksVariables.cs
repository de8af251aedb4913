namespace Ao.Plugins.GitHub.Looks;

/// <summary>The variables of asking for the comments of threads.</summary>
internal sealed record RemarksVariables(IReadOnlyList<string> Threads);
