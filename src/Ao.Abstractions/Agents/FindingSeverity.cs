namespace Ao.Agents;

/// <summary>How much something weighs that a reviewer has found.</summary>
public enum FindingSeverity
{
    /// <summary>A remark that asks for nothing.</summary>
    Note,

    /// <summary>Something that could be better.</summary>
    Minor,

    /// <summary>Something that has to be mended.</summary>
    Major,

    /// <summary>Something with which the change must not be merged.</summary>
    Blocker,
}
