using Ao.Alignment;

namespace Ao.Plugins.Alignment;

/// <summary>Decides what should be done with an alert: a pure function.</summary>
internal static class TierDecision
{
    /// <param name="change">What happens to the definition.</param>
    /// <param name="isRare">Whether its name is rare.</param>
    /// <param name="isReferenced">Whether the fork's own text refers to it.</param>
    /// <param name="isTested">Whether a test of the fork does.</param>
    /// <param name="isDeclared">Whether the fork has declared to rely on it.</param>
    public static AlignmentTier Of(DefinitionChange change, bool isRare, bool isReferenced, bool isTested, bool isDeclared) => change switch
    {
        DefinitionChange.Removed or DefinitionChange.Renamed => isDeclared || (isRare && isReferenced) ? AlignmentTier.Tell : AlignmentTier.Silent,
        DefinitionChange.Signature => isDeclared ? AlignmentTier.Tell : isRare && isReferenced ? AlignmentTier.List : AlignmentTier.Silent,
        DefinitionChange.Behaviour => isDeclared || (isRare && isTested) ? AlignmentTier.List : AlignmentTier.Silent,
        _ => AlignmentTier.Silent,
    };
}
