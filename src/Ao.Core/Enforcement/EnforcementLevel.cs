namespace Ao.Enforcement;

/// <summary>How far a session is kept from acting outside without consent. A higher one holds all that a lower one does.</summary>
public enum EnforcementLevel
{
    /// <summary>The agent is asked to, and can act otherwise: credentials of a forge are within its reach.</summary>
    Advisory,

    /// <summary>The agent is given no credential: its variables are an allow-list, its home folder is its own, and its pushes end at a gate. It still runs as the host's user and can read what that user can read.</summary>
    CredentialBrokered,

    /// <summary>The agent runs as another user, sees nothing of the host's but its own folders, and has no network but what is let through.</summary>
    Isolated,
}
