namespace Ao.Forks;

/// <summary>The forks that a project looks at. What a person has retired is not among them.</summary>
internal interface IForkPeers
{
    /// <summary>Gives a project's peers: its upstream first, then those of the configuration, then those that a person adopted. None where the project is not declared as a fork.</summary>
    IReadOnlyList<ForkPeer> Of(ProjectId project);
}
