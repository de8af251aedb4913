namespace Ao.Forks;

/// <summary>What a fork is going through.</summary>
public enum ForkLifecycle
{
    /// <summary>It changes.</summary>
    Active,

    /// <summary>Nothing has been heard of it for long: neither a change nor a record.</summary>
    Dormant,

    /// <summary>A person has said that it goes its own way for good. It is looked at, and its distance is no alarm.</summary>
    PermanentlyDiverged,

    /// <summary>A person has said that it counts no more. It is not looked at.</summary>
    Retired,
}
