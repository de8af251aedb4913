using Ao.Scm;

namespace Ao.Git.Claims;

/// <summary>What is written down of a claim.</summary>
/// <param name="Resource">What is claimed.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Key">The operation.</param>
/// <param name="At">When it was claimed.</param>
/// <param name="Reason">Why it was taken over.</param>
/// <param name="Mark">What tells it from a claim that is otherwise the same, so that no release of an earlier one meets a later one.</param>
internal sealed record ClaimRecord(string Resource, ClaimHolder Holder, OperationKey Key, DateTimeOffset At, string? Reason, string Mark)
{
    public WorkClaim Describe(string version) => new() { Resource = Resource, Holder = Holder, Key = Key, Version = version, At = At, Reason = Reason };
}
