namespace Ao.Consents;

/// <summary>The state of a request for consent.</summary>
public enum ConsentState
{
    /// <summary>It waits for an answer.</summary>
    Pending,

    /// <summary>A person said yes; the operation may be performed once.</summary>
    Approved,

    /// <summary>A person said no.</summary>
    Denied,

    /// <summary>Nobody answered, or the approval was not used, in time.</summary>
    Expired,

    /// <summary>The approval was taken back before it was used, or the session was stopped.</summary>
    Withdrawn,

    /// <summary>The approval was used.</summary>
    Used,
}
