using Ao;
using Ao.Reviews;

namespace Quickstart;

/// <summary>One reading of a change, and what came of it.</summary>
internal sealed record ReviewLine(SessionId Session, string Tier, SessionId? Reviewer, string Revision, ReviewRoundState State, IReadOnlyList<string> Findings, string? Reason);
