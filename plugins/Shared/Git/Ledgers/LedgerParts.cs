namespace Ao.Git.Ledgers;

/// <summary>What the transport of ledgers is made of.</summary>
internal sealed record LedgerParts(
    LedgerRepositories Repositories,
    LedgerAppending Appending,
    LedgerReading Reading,
    LedgerFetching Fetching,
    LedgerPublishing Publishing,
    LedgerListing Listing);
