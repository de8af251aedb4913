namespace Ao.Git.Remotes;

/// <summary>Why git could not do something with a remote.</summary>
internal enum RemoteFault
{
    /// <summary>Git broke off, and what it had done by then is not known.</summary>
    BrokenOff,

    /// <summary>Nothing answered, or what answered had no time: nothing was changed.</summary>
    Unreachable,

    /// <summary>The credential, or its absence, was refused.</summary>
    Unauthorized,

    /// <summary>The credential is good, and not for this.</summary>
    Forbidden,

    /// <summary>There is no such repository, or none that the credential shows.</summary>
    NotFound,

    /// <summary>The repository answers somewhere else by now.</summary>
    Moved,

    /// <summary>The host's certificate or key is not one that is known.</summary>
    Untrusted,

    /// <summary>The repository lacks what was asked for by name.</summary>
    MissingReference,

    /// <summary>An object that was fetched is not as it must be.</summary>
    BadObject,
}
