namespace Ao.Journal;

/// <summary>What the newest facts in memory have for a subscriber.</summary>
/// <param name="Facts">The next facts; none when there are none, or when they are on disk only.</param>
/// <param name="Changed">Ends when there is more to read; <see langword="null"/> when there never will be.</param>
/// <param name="Last">The position of the newest fact.</param>
internal readonly record struct RecentRead(IReadOnlyList<Fact> Facts, Task? Changed, long Last);
