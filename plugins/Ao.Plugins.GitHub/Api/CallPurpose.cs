namespace Ao.Plugins.GitHub.Api;

/// <summary>What a call is for, which decides what is served first when the quota runs low.</summary>
internal enum CallPurpose
{
    /// <summary>Somebody waits for the answer.</summary>
    Person,

    /// <summary>Something is written, or read for what is written.</summary>
    Write,

    /// <summary>Something is looked at that changes.</summary>
    Look,

    /// <summary>Something is looked at to be sure that nothing was missed.</summary>
    Sweep,
}
