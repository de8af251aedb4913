namespace Ao.Plugins.Convergence;

/// <summary>A fork as it was taken in so far.</summary>
internal sealed class ForkInfo(string id)
{
    public string Id { get; } = id;

    public string? Name { get; set; }

    public bool IsUpstream { get; set; }

    public Dictionary<string, Change> Changes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the list that says that only this fork has something.</summary>
    public string[] Alone { get; } = [id];

    /// <summary>Gets or sets the fork's units as they were formed last.</summary>
    public IReadOnlyList<Unit> Units { get; set; } = [];

    /// <summary>Gets or sets whether they have to be formed anew.</summary>
    public bool HasNews { get; set; }

    /// <summary>Gets what people call it, in one harmless line.</summary>
    public string Shown => Excerpts.Line(IsUpstream && Name is null ? "upstream" : Name ?? Id, 60);
}
