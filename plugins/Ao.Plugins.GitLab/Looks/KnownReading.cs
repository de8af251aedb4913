using Ao.Scm;

namespace Ao.Plugins.GitLab.Looks;

/// <summary>What was read of a merge request, and the mark that it had then.</summary>
internal sealed record KnownReading(Mark Mark, PullRequestReading Reading);
