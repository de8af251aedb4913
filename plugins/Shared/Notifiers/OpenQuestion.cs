using Ao.Notifiers;

namespace Ao.Channels;

/// <summary>A question with what it is answered by.</summary>
internal sealed record OpenQuestion
{
    public required string ConsentId { get; init; }

    /// <summary>Gets what an answer names the question by.</summary>
    public required string Code { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public SessionId? Session { get; init; }

    /// <summary>Gets the answer that was given, until the host has closed the question.</summary>
    public ConsentAnswer? Answer { get; init; }

    public bool IsClosed { get; init; }
}
