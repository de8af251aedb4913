namespace Ao.Journal;

/// <summary>What became of a damaged journal: the content of the fact <c>journal.recovered</c> in the stream <c>journal</c>.</summary>
/// <param name="Reason">What was found to be wrong.</param>
/// <param name="Folder">The folder in the journal's folder that holds the damaged files, untouched.</param>
/// <param name="Kept">How many facts could be read and are in the new journal.</param>
/// <param name="MissingCount">How many positions up to the highest known one are missing.</param>
/// <param name="Missing">The missing positions: the first thousand ranges.</param>
/// <param name="EndKnown">Whether the highest position could be told. Where it could not, facts behind the last kept one may be missing too.</param>
internal sealed record JournalRecovered(string Reason, string Folder, long Kept, long MissingCount, IReadOnlyList<PositionRange> Missing, bool EndKnown)
{
    /// <summary>The name of the fact.</summary>
    public const string FactType = "journal.recovered";

    /// <summary>The stream that the fact is in.</summary>
    public const string Stream = "journal";
}
