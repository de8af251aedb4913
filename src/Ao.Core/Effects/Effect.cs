using Ao.Notifiers;

namespace Ao.Effects;

/// <summary>A side effect that is intended.</summary>
internal sealed record Effect
{
    /// <summary>Gets the operation. It is performed at most once.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets what it does.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>Gets the project it is for.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the session that causes it, or <see langword="null"/> for an operator.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets one line that says it to a person.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what a person is shown beside the parameters. No consent is bound to it, and nothing is decided by it.</summary>
    public ConsentDetails Details { get; init; } = new();

    /// <summary>Gets everything that decides what happens, by name: what a consent is bound to. What is not in here must not change the effect.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
}
