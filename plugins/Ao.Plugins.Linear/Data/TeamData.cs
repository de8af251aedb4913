namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.Team"/>.</summary>
internal sealed record TeamData(Nodes<TeamNode> Teams);
