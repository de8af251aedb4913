namespace Ao.Plugins.LocalFiles;

/// <summary>A project's counters.</summary>
/// <param name="LastId">The last id that was given.</param>
/// <param name="Revision">How many changes were made.</param>
internal sealed record StateFile(long LastId, long Revision);
