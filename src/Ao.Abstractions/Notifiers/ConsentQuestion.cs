namespace Ao.Notifiers;

/// <summary>A decision that a person is asked for.</summary>
public sealed record ConsentQuestion
{
    /// <summary>Gets the id of the request for consent.</summary>
    public required string ConsentId { get; init; }

    /// <summary>Gets one line that says what would be done.</summary>
    public required string Title { get; init; }

    /// <summary>Gets exactly what would be done: each parameter that the answer is bound to, by name.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Gets when the question lapses.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets what helps to decide. It is for people only: an answer is bound to the parameters, not to this.</summary>
    public ConsentDetails Details { get; init; } = new();

    /// <summary>Gets the session that would act, where one would.</summary>
    public SessionId? Session { get; init; }
}
