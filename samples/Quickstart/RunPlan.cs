using System.Text.Json.Serialization;

namespace Quickstart;

/// <summary>What a run does: kept in its folder, so that an interrupted run can go on.</summary>
internal sealed record RunPlan
{
    /// <summary>Gets the folder that holds everything of the run.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets where the repository is.</summary>
    /// <value>The default is <c>git</c>: on this machine.</value>
    public string Scm { get; init; } = PlannedScm.Git;

    /// <summary>Gets the address of the GitHub Enterprise server that has the repository.</summary>
    /// <value>The default is <see langword="null"/>: GitHub itself, where the repository is on GitHub.</value>
    public Uri? GitHubAddress { get; init; }

    /// <summary>Gets whether others see what is done to the repository.</summary>
    [JsonIgnore]
    public bool IsOnForge => Scm != PlannedScm.Git;

    /// <summary>Gets the repository to work on: a folder, or its name on the forge.</summary>
    public required string Repository { get; init; }

    /// <summary>Gets the branch to start from and to merge into.</summary>
    /// <value>The default is <see langword="null"/>: the branch that is checked out.</value>
    public string? BaseBranch { get; init; }

    /// <summary>Gets the prefix of the sessions' ids. It is the run's own, because their branches are named after them and stay in the repository.</summary>
    public required string Prefix { get; init; }

    /// <summary>Gets the name of the agent.</summary>
    public string Agent { get; init; } = PlannedAgent.Script;

    /// <summary>Gets whether the agent runs in a terminal that a person can attach to.</summary>
    public bool Interactive { get; init; }

    /// <summary>Gets the program that plays the agent; none where the agent finds its own.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Gets the program that verifies.</summary>
    public required IReadOnlyList<string> Verify { get; init; }

    /// <summary>Gets whether the project and its agent are the sample's own.</summary>
    public bool IsSample { get; init; }

    /// <summary>Gets what the sessions are to do.</summary>
    public required IReadOnlyList<PlannedTask> Tasks { get; init; }
}
