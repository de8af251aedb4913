namespace Ao.Plugins.Email;

/// <summary>How the connection to the server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>It starts in the open and is encrypted before anything is said: usual on port 587. A server that cannot do it is refused.</summary>
    StartTls,

    /// <summary>It is encrypted from the first byte: usual on port 465.</summary>
    Tls,

    /// <summary>It is not encrypted.</summary>
    None,
}
