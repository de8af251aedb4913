namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.Viewer"/>.</summary>
internal sealed record ViewerData(UserNode Viewer);
