namespace Ao.Reactions;

/// <summary>What has to be known before it can be said what made a check fail.</summary>
internal enum AttributionNeed
{
    /// <summary>Nothing: it can be said.</summary>
    None,

    /// <summary>What the base branch says.</summary>
    Comparison,

    /// <summary>What another attempt says.</summary>
    Rerun,

    /// <summary>What the attempt says that is under way.</summary>
    Patience,
}
