namespace Ao.Plugins.GitLab.Api;

/// <summary>A token and where it comes from.</summary>
internal sealed class Credential(string token, string origin)
{
    /// <summary>Gets the token, which is shown nowhere.</summary>
    public string Token { get; } = token;

    /// <summary>Gets where it comes from, for messages.</summary>
    public string Origin { get; } = origin;

    public override string ToString() => $"a token from {Origin}";
}
