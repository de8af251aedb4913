namespace Ao.Scm;

/// <summary>What a check says.</summary>
public enum CheckState
{
    /// <summary>It has not ended.</summary>
    Pending,

    /// <summary>It passed, or was not needed.</summary>
    Passed,

    /// <summary>It failed.</summary>
    Failed,
}
