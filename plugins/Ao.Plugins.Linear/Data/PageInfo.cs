namespace Ao.Plugins.Linear.Data;

/// <summary>Whether there is another page, and what it begins behind.</summary>
internal sealed record PageInfo(bool HasNextPage, string? EndCursor);
