namespace Ao.Scm;

/// <summary>How a pull request is merged.</summary>
public enum MergeMethod
{
    /// <summary>A merge commit.</summary>
    Merge,

    /// <summary>One commit with all of the change.</summary>
    Squash,

    /// <summary>Each commit of the change put on top of the base branch. An implementation without it refuses.</summary>
    Rebase,
}
