namespace Ao.Ledger.Bodies;

/// <summary>What a fork relies on in what others may change.</summary>
internal sealed record DependencyBody
{
    /// <summary>Gets the subject: what the fork calls this dependency.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the fork whose code it is; none for the upstream.</summary>
    public string? On { get; init; }

    /// <summary>Gets the names of definitions.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Gets the paths.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }
}
