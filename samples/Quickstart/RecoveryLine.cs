using Ao;

namespace Quickstart;

/// <summary>What was found of a run that was interrupted, and what was done about it.</summary>
internal sealed record RecoveryLine(IReadOnlyList<SessionId> Adopted, IReadOnlyList<SessionId> Ended, IReadOnlyList<SessionId> Resumed, IReadOnlyList<SessionId> Restored, IReadOnlyList<string> Orphans, IReadOnlyList<string> Problems);
