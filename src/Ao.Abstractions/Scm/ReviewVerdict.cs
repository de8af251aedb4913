namespace Ao.Scm;

/// <summary>The verdict of a review.</summary>
public enum ReviewVerdict
{
    /// <summary>A remark without a verdict.</summary>
    Comment,

    /// <summary>The change may go in.</summary>
    Approve,

    /// <summary>The change must not go in as it is.</summary>
    RequestChanges,
}
