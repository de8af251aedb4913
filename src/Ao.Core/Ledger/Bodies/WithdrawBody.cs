namespace Ao.Ledger.Bodies;

/// <summary>Takes back a record of the same publisher.</summary>
internal sealed record WithdrawBody
{
    /// <summary>Gets the record.</summary>
    public required string Record { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }
}
