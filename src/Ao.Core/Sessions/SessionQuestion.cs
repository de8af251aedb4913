using Ao.Consents;

namespace Ao.Sessions;

/// <summary>What a session's agent asked the operator, and the answer. The text comes from the agent and is not to be trusted.</summary>
public sealed record SessionQuestion
{
    /// <summary>Gets the id, such as <c>shop-12.q1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the session.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets the question.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the answers that the agent offers. Any other may be given.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets when it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Gets the answer, or <see langword="null"/> while there is none.</summary>
    public string? Answer { get; init; }

    /// <summary>Gets who answered.</summary>
    public Operator? AnsweredBy { get; init; }

    /// <summary>Gets when it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}
