using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>What the host runs before it believes that a session is done.</summary>
public sealed class VerificationOptions
{
    /// <summary>Gets or sets the commands, run in order in a clean checkout of what the session claims; the first that fails ends the verification.</summary>
    public IList<VerificationCommandOptions> Commands { get; set; } = [];

    /// <summary>Gets or sets how often a session may claim to be done and be sent back with the failing output, before it fails.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 100)]
    public int Attempts { get; set; } = 3;
}
