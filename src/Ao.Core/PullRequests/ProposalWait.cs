namespace Ao.PullRequests;

/// <summary>What a proposal waits for.</summary>
/// <param name="Until">When it is tried again.</param>
/// <param name="Reason">Why it could not be made. Text from outside.</param>
/// <param name="Tries">How often it was tried, 1 at least.</param>
public sealed record ProposalWait(DateTimeOffset Until, string Reason, int Tries);
