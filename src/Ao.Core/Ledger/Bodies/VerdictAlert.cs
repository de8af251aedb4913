namespace Ao.Ledger.Bodies;

/// <summary>Something that a change breaks for a fork.</summary>
internal sealed record VerdictAlert
{
    /// <summary>Gets the definition.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what happens to it.</summary>
    public required string Change { get; init; }

    /// <summary>Gets where it is defined.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the line there, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Gets where the fork refers to it, as <c>path:line</c>.</summary>
    public IReadOnlyList<string>? References { get; init; }
}
