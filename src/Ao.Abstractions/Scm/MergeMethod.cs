namespace Ao.Scm;

/// <summary>How a pull request is merged.</summary>
public enum MergeMethod
{
    /// <summary>A merge commit.</summary>
    Merge,

    /// <summary>One commit with all of the change.</summary>
    Squash,
}
