using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>Where a project's own ledger is published, and how much is taken of its peers.</summary>
public sealed class LedgerOptions
{
    /// <summary>Gets or sets the places to publish the project's own ledger to.</summary>
    /// <value>The default is none: nothing is published.</value>
    public IList<LedgerPlaceOptions> Places { get; set; } = [];

    /// <summary>Gets or sets whether a person is asked before anything is published.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AskFirst { get; set; }

    /// <summary>Gets or sets how long after a look at the ledgers of peers the next one comes.</summary>
    /// <value>The default is one hour. With <see langword="null"/> they are fetched when it is asked for.</value>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan? Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how many bytes a peer's record may have. Larger ones are refused and shown, and speak against nobody; an identity is taken whatever it has.</summary>
    /// <value>The default is 65,536.</value>
    [Range(1024, 65_536)]
    public int MaxRecordBytes { get; set; } = 65_536;

    /// <summary>Gets or sets how many records are taken of a peer in a day, by when they are received. What was there when the peer was first fetched does not count.</summary>
    /// <value>The default is 500.</value>
    [Range(100, 1_000_000)]
    public int MaxRecordsADay { get; set; } = 500;

    /// <summary>Gets or sets how many bytes of records are kept of a peer.</summary>
    /// <value>The default is 20,971,520: 20 MiB.</value>
    [Range(262_144, 1_073_741_824)]
    public long MaxKeptBytes { get; set; } = 20 * 1024 * 1024;
}
