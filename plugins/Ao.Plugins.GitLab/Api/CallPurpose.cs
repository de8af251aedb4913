namespace Ao.Plugins.GitLab.Api;

/// <summary>What a call is for: it says what is served while the server's limit runs low.</summary>
internal enum CallPurpose
{
    /// <summary>Somebody waits for it, or it leads to a change.</summary>
    Person,

    /// <summary>It changes something.</summary>
    Write,

    /// <summary>A look that nobody waits for: it can be made later.</summary>
    Look,
}
