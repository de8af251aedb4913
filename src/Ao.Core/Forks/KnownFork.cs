namespace Ao.Forks;

/// <summary>A fork that a project knows: its upstream, a peer of the configuration, or one that a person has adopted.</summary>
public sealed record KnownFork
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets by what name it is known here; <c>upstream</c> is the source that the project was forked from, <c>self</c> the project itself.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it is.</summary>
    public required string Location { get; init; }

    /// <summary>Gets whether it is the source that the project was forked from.</summary>
    public bool IsUpstream => Name == ForkNames.Upstream;

    /// <summary>Gets the fork id whose records are taken. Without one only the history is looked at.</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets what it calls itself in its signed identity. Text from outside.</summary>
    public string? Title { get; init; }

    /// <summary>Gets how its maintainers say that they can be reached. Text from outside.</summary>
    public string? Contact { get; init; }

    /// <summary>Gets what it says that it is for. Text from outside.</summary>
    public string? Domain { get; init; }

    /// <summary>Gets what it says that it is among the forks; <see langword="null"/> where it does not say so.</summary>
    public ForkRole? SaidRole { get; init; }

    /// <summary>Gets what it says that it is going through; <see langword="null"/> where it does not say so. It is its word, and decides nothing here.</summary>
    public ForkLifecycle? SaidLifecycle { get; init; }

    /// <summary>Gets what it is going through, as it is seen from here.</summary>
    public required ForkLifecycle Lifecycle { get; init; }

    /// <summary>Gets why a person has said so, where one has.</summary>
    public string? LifecycleReason { get; init; }

    /// <summary>Gets how it is doing.</summary>
    public required ForkHealth Health { get; init; }

    /// <summary>Gets how far it and the project are apart; <see langword="null"/> before it was first seen.</summary>
    public ForkDistance? Distance { get; init; }

    /// <summary>Gets what a maintainer may want to do about it.</summary>
    public IReadOnlyList<ForkHint> Hints { get; init; } = [];
}
