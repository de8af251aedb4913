using Ao.Scm;

namespace Ao.Notifiers;

/// <summary>What helps a person to decide on a question. Texts come from outside: show them as text, never as markup.</summary>
public sealed record ConsentDetails
{
    /// <summary>Gets why a person is asked, a line each: the floor, a gate, or a policy and its reason.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary>Gets the version of the project's policy that the question was asked under. An approval is good under this version only.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>Gets the place that would be changed.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the branch that would be published or merged.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets the branch that it would be proposed to or merged into.</summary>
    public string? BaseBranch { get; init; }

    /// <summary>Gets how much would change, where the scm can tell.</summary>
    public ChangeSummary? Change { get; init; }

    /// <summary>Gets the issue that it is about.</summary>
    public string? Issue { get; init; }

    /// <summary>Gets what the session has cost so far.</summary>
    public CostSoFar? Cost { get; init; }

    /// <summary>Gets what the host's own verification said.</summary>
    public string? Verification { get; init; }
}
