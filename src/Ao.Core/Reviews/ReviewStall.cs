namespace Ao.Reviews;

/// <summary>That a review goes no further by itself.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Revision">The head at which it stopped: another one takes it further.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record ReviewStall(StallKind Kind, string Revision, string Reason);
