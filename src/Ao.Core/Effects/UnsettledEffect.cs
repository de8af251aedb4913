namespace Ao.Effects;

/// <summary>An effect of which it is not known whether it happened.</summary>
public sealed record UnsettledEffect
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Operation { get; init; }

    /// <summary>Gets what it does.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the session that caused it, or <see langword="null"/> for an operator or the host.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets one line that says it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets exactly what it does, by name.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Gets when it was begun.</summary>
    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>Gets why it is not known whether it happened.</summary>
    public required string Reason { get; init; }
}
