namespace Ao.Ledger;

/// <summary>What came of publishing to one place.</summary>
public sealed record PlacePublication
{
    /// <summary>Gets the place.</summary>
    public required string Location { get; init; }

    /// <summary>Gets how many records were brought there. None, where it had all.</summary>
    public int Records { get; init; }

    /// <summary>Gets the newest commit that is there.</summary>
    public string? Head { get; init; }

    /// <summary>Gets what stood in the way, where something did.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets whether that may pass.</summary>
    public bool IsTransient { get; init; }
}
