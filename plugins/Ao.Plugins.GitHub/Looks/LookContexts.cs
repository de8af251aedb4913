namespace Ao.Plugins.GitHub.Looks;

/// <summary>How many check runs and statuses there are in each state, and, where asked for, the single ones.</summary>
internal sealed record LookContexts
{
    public IReadOnlyList<LookCount>? CheckRunCountsByState { get; init; }

    public IReadOnlyList<LookCount>? StatusContextCountsByState { get; init; }

    public IReadOnlyList<LookContext?>? Nodes { get; init; }
}
