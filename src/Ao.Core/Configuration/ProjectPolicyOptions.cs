namespace Ao.Configuration;

/// <summary>What may be done in a project's name, beside what a person decides. It can add to what the consent floor asks for, and takes nothing from it.</summary>
public sealed class ProjectPolicyOptions
{
    /// <summary>Gets or sets whose forks may be made and published to.</summary>
    public ForkOwnerOptions ForkOwners { get; set; } = new();

    /// <summary>Gets or sets how sure a report must be of itself before more comes of it than an issue.</summary>
    public MinConfidenceOptions MinConfidence { get; set; } = new();

    /// <summary>Gets or sets whether a person is asked before a report gets a session.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AskBeforeSession { get; set; } = true;
}
