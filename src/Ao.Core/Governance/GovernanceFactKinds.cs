using Ao.Journal;

namespace Ao.Governance;

/// <summary>The names that facts about policies have in the journal.</summary>
internal static class GovernanceFactKinds
{
    public const string PolicyPrefix = "policy.";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("policy.adopted", GovernanceJson.Default.Adopted),
        new("policy.denied", GovernanceJson.Default.PolicyDenied),
    ];

    public static string StreamOf(ProjectId project) => "policy/" + project.Value;
}
