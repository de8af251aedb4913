namespace Ao.Forks;

/// <summary>What a person says of a fork.</summary>
public enum ForkWord
{
    /// <summary>It is looked at like any other: what holds unless somebody says otherwise, and what takes the other words back.</summary>
    InUse,

    /// <summary>It goes its own way for good.</summary>
    PermanentlyDiverged,

    /// <summary>It counts no more.</summary>
    Retired,
}
