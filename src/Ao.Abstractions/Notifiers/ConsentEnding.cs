namespace Ao.Notifiers;

/// <summary>What became of a question.</summary>
public enum ConsentEnding
{
    /// <summary>A person said yes, here or elsewhere.</summary>
    Approved,

    /// <summary>A person said no, here or elsewhere.</summary>
    Denied,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time.</summary>
    Expired,
}
