namespace Ao.Plugins.GitHub.Looks;

/// <summary>A list of GraphQL.</summary>
internal sealed record LookList<T>
    where T : class
{
    public IReadOnlyList<T?>? Nodes { get; init; }

    public int TotalCount { get; init; }

    /// <summary>Gives what is there.</summary>
    public IEnumerable<T> Present() => (Nodes ?? []).OfType<T>();
}
