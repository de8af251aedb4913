namespace Ao.Alignment;

/// <summary>A fork whose source is at hand.</summary>
/// <param name="Name">By what name it is known here.</param>
/// <param name="ForkId">Its fork id, where its key is pinned.</param>
/// <param name="Revision">The newest revision of its branch that was brought here.</param>
/// <param name="Dependencies">The names and paths that it has declared to rely on. Text from outside.</param>
internal sealed record KnownForkSource(string Name, string? ForkId, string Revision, IReadOnlyList<string> Dependencies);
