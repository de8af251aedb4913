using Ao;
using Ao.Scm;

namespace Quickstart;

/// <summary>A pull request, and why it is not merged where it is not.</summary>
internal sealed record PullRequestLine(SessionId Session, int Number, string Title, PullRequestState State, string? MergeRevision, string? NotMerged);
