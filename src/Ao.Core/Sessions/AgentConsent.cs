namespace Ao.Sessions;

/// <summary>What a session's agent has asked to be allowed, and what came of it.</summary>
internal sealed record AgentConsent
{
    /// <summary>Gets the operation that the consent is for.</summary>
    public required OperationKey Operation { get; init; }

    /// <summary>Gets one line that says what it is.</summary>
    public required string Title { get; init; }

    /// <summary>Gets exactly what it is.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Gets whether it was granted; <see langword="null"/> while that is not decided.</summary>
    public bool? Granted { get; init; }
}
