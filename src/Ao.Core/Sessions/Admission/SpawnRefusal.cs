namespace Ao.Sessions.Admission;

/// <summary>Why an agent may not ask for another session.</summary>
internal enum SpawnRefusal
{
    /// <summary>It may.</summary>
    None,

    /// <summary>It has asked for as many as it may.</summary>
    Spawned,

    /// <summary>The sessions that agents ask for would go too deep.</summary>
    Generation,

    /// <summary>Too many wait already.</summary>
    Queued,
}
