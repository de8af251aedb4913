using Ao.Effects;
using Ao.Notifiers;

namespace Ao.Consents;

/// <summary>A request for a person's consent to one effect with exactly these parameters.</summary>
public sealed record Consent
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the operation.</summary>
    public required OperationKey Operation { get; init; }

    /// <summary>Gets what would be done.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the session that causes it, or <see langword="null"/> for an operator.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets one line that says it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets exactly what would be done, by name.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Gets the SHA-256 of the canonical form of the operation, in hexadecimal: what an answer is bound to.</summary>
    public required string Hash { get; init; }

    /// <summary>Gets the state.</summary>
    public required ConsentState State { get; init; }

    /// <summary>Gets when it was asked.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Gets when it lapses, answered or not.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets the position of the question in the journal: what is asked later has a higher one.</summary>
    public long Position { get; init; }

    /// <summary>Gets what helps to decide: why it is asked, where it goes, how much it changes, what it has cost. It is for people only; an answer is bound to the parameters.</summary>
    public ConsentDetails Details { get; init; } = new();

    /// <summary>Gets who answered.</summary>
    public Operator? AnsweredBy { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }
}
