namespace Ao.PullRequests.Watch;

/// <summary>Something that was seen of a pull request and has not lasted long enough to count.</summary>
/// <param name="Whole">The hash of what was seen.</param>
/// <param name="Since">When it was seen first, without anything else in between.</param>
/// <param name="First">When it was seen first that things are not as they were known.</param>
internal sealed record Unsettled(string Whole, DateTimeOffset Since, DateTimeOffset First);
