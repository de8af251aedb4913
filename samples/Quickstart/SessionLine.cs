using Ao;
using Ao.Sessions;

namespace Quickstart;

/// <summary>What became of a session.</summary>
internal sealed record SessionLine(SessionId Id, string Title, SessionStatus Status, string? Reason, int Runs, IReadOnlyList<Verification> Evidence, string? Refused, string? Budget);
