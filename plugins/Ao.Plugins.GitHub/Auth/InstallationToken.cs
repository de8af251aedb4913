namespace Ao.Plugins.GitHub.Auth;

/// <summary>The token of an installation, as GitHub gives it.</summary>
internal sealed record InstallationToken(string Token, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(InstallationToken);
}
