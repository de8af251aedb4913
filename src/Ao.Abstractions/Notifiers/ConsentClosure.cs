namespace Ao.Notifiers;

/// <summary>A question that needs no answer any more.</summary>
public sealed record ConsentClosure
{
    /// <summary>Gets the id of the request for consent.</summary>
    public required string ConsentId { get; init; }

    /// <summary>Gets what became of it.</summary>
    public required ConsentEnding Ending { get; init; }

    /// <summary>Gets who answered, where somebody did.</summary>
    public string? Operator { get; init; }

    /// <summary>Gets by what channel they answered, where somebody did.</summary>
    public string? Channel { get; init; }

    /// <summary>Gets why, where they said so.</summary>
    public string? Reason { get; init; }
}
