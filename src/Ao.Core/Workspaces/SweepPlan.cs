namespace Ao.Workspaces;

/// <summary>What a sweep would do, or did.</summary>
/// <param name="Items">The workspaces that are open.</param>
public sealed record SweepPlan(IReadOnlyList<SweepItem> Items);
