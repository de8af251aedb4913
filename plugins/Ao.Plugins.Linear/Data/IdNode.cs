namespace Ao.Plugins.Linear.Data;

/// <summary>Something of which only the id is asked for.</summary>
internal sealed record IdNode(string Id);
