using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>A check, and the run that it came of.</summary>
/// <param name="Check">The check.</param>
/// <param name="Run">The newest attempt, or <see langword="null"/> where it is a commit status or has not reported.</param>
internal sealed record FoundCheck(Check Check, RestCheckRun? Run);
