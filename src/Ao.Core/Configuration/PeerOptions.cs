using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>Another fork that is looked at. With a key its signed records are read too; without one only its history is.</summary>
public sealed class PeerOptions
{
    /// <summary>Gets or sets by what name it is known here: 1 to 40 of <c>a-z 0-9 -</c>, not first or last a hyphen.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Gets or sets where it is: a folder, an address, or a bundle file.</summary>
    [Required]
    public string Location { get; set; } = "";

    /// <summary>Gets or sets where its ledger is fetched from, where that is elsewhere: a place at which forks meet.</summary>
    /// <value>The default is <see langword="null"/>: the <see cref="Location"/>.</value>
    public string? LedgerLocation { get; set; }

    /// <summary>Gets or sets its fork id: 16 hexadecimal digits, which are worked out of its key. Records that another key has signed are refused.</summary>
    /// <value>The default is <see langword="null"/>: that of the <see cref="PublicKey"/>, where there is one.</value>
    public string? ForkId { get; set; }

    /// <summary>Gets or sets its public key: the base64 of a SubjectPublicKeyInfo.</summary>
    /// <value>The default is <see langword="null"/>: the one that its ledger begins with, if it fits the <see cref="ForkId"/>.</value>
    public string? PublicKey { get; set; }

    /// <summary>Gets or sets the branch that is looked at.</summary>
    /// <value>The default is <see langword="null"/>: the one that it works on.</value>
    public string? Branch { get; set; }
}
