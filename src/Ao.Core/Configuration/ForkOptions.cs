using System.ComponentModel.DataAnnotations;
using Ao.Forks;

namespace Ao.Configuration;

/// <summary>What a project is among the forks of one source. Without a <see cref="Name"/> it is none, and nothing is looked at, kept or published.</summary>
public sealed class ForkOptions
{
    /// <summary>Gets or sets what this instance is called by the others, one line of 64 characters at most.</summary>
    /// <value>The default is <see langword="null"/>: the project is not declared as a fork.</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets what the project is to the others.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="ForkRole.Sovereign"/> where there is an <see cref="Upstream"/>, else <see cref="ForkRole.Upstream"/>.</value>
    public ForkRole? Role { get; set; }

    /// <summary>Gets or sets where the source is that this one was forked from: a folder, an address, or a bundle file.</summary>
    /// <value>The default is <see langword="null"/>: none. For reports, <c>Feedback:Upstream</c> comes first.</value>
    public string? Upstream { get; set; }

    /// <summary>Gets or sets the branch of the upstream that this project follows.</summary>
    /// <value>The default is <see langword="null"/>: the one that the upstream works on.</value>
    public string? UpstreamBranch { get; set; }

    /// <summary>Gets or sets whose a problem is when nothing else says so.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="ForkPolicy.UpstreamFirst"/> for a <see cref="ForkRole.Contributor"/>, else <see cref="ForkPolicy.ForkFirst"/>.</value>
    public ForkPolicy? Policy { get; set; }

    /// <summary>Gets or sets how the maintainers can be reached; published with the identity. One line of 200 characters at most.</summary>
    /// <value>The default is <see langword="null"/>: nothing is said of it.</value>
    public string? Contact { get; set; }

    /// <summary>Gets or sets what the fork is for, in a few words, such as <c>video games</c>; published with the identity. One line of 200 characters at most.</summary>
    /// <value>The default is <see langword="null"/>: nothing is said of it.</value>
    public string? Domain { get; set; }

    /// <summary>Gets or sets the other forks that are looked at.</summary>
    /// <value>The default is none.</value>
    public IList<PeerOptions> Peers { get; set; } = [];

    /// <summary>Gets or sets the paths that the project keeps for itself, so that no change that touches one is for the upstream: a file, a folder with all below it, or a pattern in which <c>*</c> stands for any characters.</summary>
    /// <value>The default is none.</value>
    public IList<string> ForkOnlyPaths { get; set; } = [];

    /// <summary>Gets or sets how long after a look at a fork the next one comes.</summary>
    /// <value>The default is one hour.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets after how long without a change and without a record a fork counts as dormant.</summary>
    /// <value>The default is 90 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan DormantAfter { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets after how long without an answer a fork's state counts as stale.</summary>
    /// <value>The default is one day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how many commits a branch may lack of the other before its drift is told.</summary>
    /// <value>The default is 50.</value>
    [Range(1, 1_000_000)]
    public int DriftBehind { get; set; } = 50;

    /// <summary>Gets or sets how many commits of its own, ported ones taken off, a branch may have before its drift is told.</summary>
    /// <value>The default is 50.</value>
    [Range(1, 1_000_000)]
    public int DriftAhead { get; set; } = 50;
}
