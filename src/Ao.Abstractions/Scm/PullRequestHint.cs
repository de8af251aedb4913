namespace Ao.Scm;

/// <summary>Something about a pull request may have changed.</summary>
/// <param name="Number">Which one, or <see langword="null"/> where it may be any.</param>
public sealed record PullRequestHint(int? Number);
