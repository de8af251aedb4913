using Ao.Configuration;
using Ao.Effects;

namespace Ao.Consents;

/// <summary>Which effects need a person's consent.</summary>
/// <remarks>Those of the floor always do, in every fork: the three that others see, and what an agent itself asks to be allowed. Policy is composed with them by "or": it can add to the floor and has no way to take from it.</remarks>
internal static class ConsentFloor
{
    /// <summary>Tells whether an effect needs consent.</summary>
    /// <param name="kind">What the effect does.</param>
    /// <param name="project">The policy of its project; <see langword="null"/> where the configuration has no such project, and then everything needs consent.</param>
    public static bool Requires(EffectKind kind, ProjectOptions? project) => IsOnFloor(kind) || project is null || project.Gates.Contains(kind);

    /// <summary>Tells whether a kind is on the floor. A kind that this version does not know is.</summary>
    public static bool IsOnFloor(EffectKind kind) => kind switch
    {
        EffectKind.UpdatePullRequest or EffectKind.MergePullRequest or EffectKind.AddReview or EffectKind.CreateIssue
            or EffectKind.UpdateIssue or EffectKind.SubmitReport or EffectKind.SpawnSession or EffectKind.Notify
            or EffectKind.ClaimWork or EffectKind.ReleaseClaim or EffectKind.RerunChecks or EffectKind.AddReviewComment or EffectKind.RunCommand or EffectKind.BreakDownIssue
            or EffectKind.PublishLedger or EffectKind.PublishCheck => false,
        EffectKind.CreateFork or EffectKind.OpenPullRequest or EffectKind.SwitchPushTarget => true,

        // What an agent asks, or pushes, is for a person to answer; so is whose work is taken over, and what is spent beyond a budget.
        EffectKind.UseTool or EffectKind.AgentAction or EffectKind.PublishBranch or EffectKind.TakeOverClaim or EffectKind.RaiseBudget => true,

        // What others have written comes into a branch of one's own by it.
        EffectKind.SyncFork => true,

        // What comes to lie in somebody else's repository is theirs, and cannot be taken back.
        EffectKind.RegisterFork => true,
        _ => true,
    };
}
