namespace Ao.Consents;

/// <summary>A person's answer.</summary>
public enum ConsentDecision
{
    /// <summary>No.</summary>
    Deny,

    /// <summary>Yes, once, exactly this.</summary>
    Approve,
}
