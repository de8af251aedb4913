namespace Ao.Governance;

/// <summary>What became of something that was asked, done or denied.</summary>
internal enum BackTestEnd
{
    /// <summary>Nobody has answered the question, or it was withdrawn before.</summary>
    Unanswered,

    /// <summary>A person said yes.</summary>
    Approved,

    /// <summary>It was done without anybody being asked.</summary>
    DoneUnasked,

    /// <summary>A person said no.</summary>
    Refused,

    /// <summary>A policy did not allow it.</summary>
    DeniedByPolicy,
}
