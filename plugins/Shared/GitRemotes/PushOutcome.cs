namespace Ao.Git.Remotes;

/// <summary>What became of a push.</summary>
internal enum PushOutcome
{
    /// <summary>The reference is at what was pushed.</summary>
    Pushed,

    /// <summary>The reference is not what it was expected to be.</summary>
    Moved,

    /// <summary>The other side does not take it.</summary>
    Refused,

    /// <summary>Nothing was sent.</summary>
    NotSent,

    /// <summary>It broke off, and may have arrived.</summary>
    BrokenOff,
}
