namespace Ao.Plugins.GitHub.Notes;

/// <summary>That an operation was begun.</summary>
internal sealed record OperationNote
{
    public required OperationKey Key { get; init; }

    /// <summary>When it was begun first: what it made is not older.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether its end was seen, where what it made does not show it.</summary>
    public bool IsDone { get; init; }

    /// <summary>What was there before, where that decides whether it was done.</summary>
    public string? Before { get; init; }
}
