namespace Ao.Claims;

/// <summary>What became of a claim that is held.</summary>
internal enum ClaimFinding
{
    /// <summary>It stands.</summary>
    Stands,

    /// <summary>Nobody holds it: something has removed it.</summary>
    Gone,

    /// <summary>Another claim stands in its place.</summary>
    TakenOver,
}
