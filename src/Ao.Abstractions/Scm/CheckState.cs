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

    /// <summary>Of a report: no check has reported. That is no verdict: a forge lists none right after a push.</summary>
    None,
}
