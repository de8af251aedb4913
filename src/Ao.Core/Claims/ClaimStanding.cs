namespace Ao.Claims;

/// <summary>How this orchestrator stands to something that can be claimed.</summary>
internal enum ClaimStanding
{
    /// <summary>It was held and given up.</summary>
    Released,

    /// <summary>It is held.</summary>
    Held,

    /// <summary>It was held, and another holds it now, or it was gone.</summary>
    Lost,
}
