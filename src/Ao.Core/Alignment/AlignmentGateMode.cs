namespace Ao.Alignment;

/// <summary>What alerts mean for a merge.</summary>
public enum AlignmentGateMode
{
    /// <summary>Nothing: pull requests are not checked of themselves.</summary>
    Off,

    /// <summary>People are told, and merge plans show it.</summary>
    Tell,

    /// <summary>It is in the way of the merge, too.</summary>
    Block,
}
