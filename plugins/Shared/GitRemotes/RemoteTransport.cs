namespace Ao.Git.Remotes;

/// <summary>How git talks to a remote repository.</summary>
internal enum RemoteTransport
{
    /// <summary>Over TLS.</summary>
    Https,

    /// <summary>In the clear: for a forge within one machine or network.</summary>
    Http,

    /// <summary>Over ssh, with the keys of the user that the host runs as.</summary>
    Ssh,

    /// <summary>A repository of this machine.</summary>
    File,
}
