namespace Ao.Convergence;

/// <summary>What a fork says that it has read of another.</summary>
/// <param name="Reader">Who read.</param>
/// <param name="Publisher">Who was read.</param>
/// <param name="Clock">The reader's clock when it said so.</param>
/// <param name="UpTo">The clock of the newest record that was read, where it says.</param>
/// <param name="Records">The records, where it names them.</param>
internal sealed record TallyReading(string Reader, string Publisher, long Clock, long? UpTo, IReadOnlyList<string> Records)
{
    /// <summary>Tells whether a record was read.</summary>
    public bool Covers(TallyRecord record) => record.Clock <= UpTo || Records.Contains(record.Id, StringComparer.Ordinal);
}
