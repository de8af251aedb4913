namespace Ao.Backlog;

/// <summary>How far an issue is.</summary>
internal enum BacklogPhase
{
    /// <summary>Nobody works on it.</summary>
    Free,

    /// <summary>It is claimed, and its session is to be begun.</summary>
    Taken,

    /// <summary>A session works on it.</summary>
    Working,

    /// <summary>The attempt is over; the issue is to be told and the claim to be given up.</summary>
    Leaving,

    /// <summary>A breakdown is to become issues.</summary>
    Dividing,

    /// <summary>It waits for its parts.</summary>
    Divided,

    /// <summary>Its parts are all closed.</summary>
    Closing,

    /// <summary>Nothing is left to do.</summary>
    Finished,
}
