namespace Ao.Journal;

/// <summary>Where a stream stands.</summary>
/// <param name="Version">The version of its newest fact.</param>
/// <param name="Epoch">The epoch that holds it.</param>
/// <param name="Position">The position of its newest fact.</param>
internal readonly record struct StreamHead(long Version, long Epoch, long Position);
