namespace Ao.Ledger;

/// <summary>What is taken of one publisher.</summary>
public sealed record LedgerLimits
{
    /// <summary>Gets how large a file may be, in bytes.</summary>
    /// <value>The default is 256 KiB.</value>
    public int FileBytes { get; init; } = 256 * 1024;

    /// <summary>Gets how many files a commit may add or replace.</summary>
    /// <value>The default is 200.</value>
    public int FilesInCommit { get; init; } = 200;

    /// <summary>Gets how many bytes one fetch may bring.</summary>
    /// <value>The default is 20 MiB.</value>
    public long FetchBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Gets how many commits are read at once.</summary>
    /// <value>The default is 10,000.</value>
    public int Commits { get; init; } = 10_000;
}
