using System.ComponentModel.DataAnnotations;
using Ao.Ledger;

namespace Ao.Configuration;

/// <summary>A place that a project's own ledger is published to.</summary>
public sealed class LedgerPlaceOptions
{
    /// <summary>Gets or sets the place: a folder, an address, or the path of a bundle file.</summary>
    [Required]
    public string Location { get; set; } = "";

    /// <summary>Gets or sets how the ledger lies there.</summary>
    /// <value>The default is <see cref="LedgerForm.Reference"/>.</value>
    public LedgerForm Form { get; set; }
}
