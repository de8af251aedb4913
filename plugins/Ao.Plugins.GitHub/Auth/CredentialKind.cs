namespace Ao.Plugins.GitHub.Auth;

/// <summary>Where a credential is from.</summary>
internal enum CredentialKind
{
    /// <summary>The option <c>Token</c>.</summary>
    Configured,

    /// <summary>A variable of the host.</summary>
    Environment,

    /// <summary>The program <c>gh</c>.</summary>
    Cli,

    /// <summary>An installation of a GitHub App.</summary>
    App,
}
