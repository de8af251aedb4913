using Ao;

namespace Quickstart;

/// <summary>One merge of the plan.</summary>
internal sealed record MergeLine(int Position, SessionId Session, int Number, IReadOnlyList<string> Behind);
