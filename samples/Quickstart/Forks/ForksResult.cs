using Ao.Convergence;
using Ao.Forks;

namespace Quickstart.Forks;

/// <summary>What came of the play.</summary>
internal sealed class ForksResult
{
    public required string Folder { get; init; }

    /// <summary>Gets the hosts that were started, to be stopped at the end.</summary>
    public List<ForkHost> Hosts { get; } = [];

    public List<(ForkHost Host, ForkIdentity Identity, ForkRegistration? Registration)> Forks { get; } = [];

    public TrackedFinding? Finding { get; set; }

    public Dictionary<string, bool> Decisions { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets how many decisions of the others the fork that proposed it has seen in their ledgers.</summary>
    public int SeenDecisions { get; set; }

    public int? PullRequest { get; set; }
}
