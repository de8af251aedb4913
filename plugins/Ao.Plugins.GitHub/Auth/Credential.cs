using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins.GitHub.Auth;

/// <summary>What calls are made with.</summary>
internal sealed class Credential
{
    private readonly string? _identity;

    /// <param name="kind">Where it is from.</param>
    /// <param name="token">The token.</param>
    /// <param name="identity">What its quota goes by, where a new token has the old one's; otherwise the token itself is told from others by a part of its hash.</param>
    /// <param name="endsAt">When it ends, where that is known.</param>
    public Credential(CredentialKind kind, string token, string? identity = null, DateTimeOffset? endsAt = null)
    {
        Kind = kind;
        Token = token;
        _identity = identity;
        EndsAt = endsAt;
        Mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 8));
    }

    public CredentialKind Kind { get; }

    /// <summary>Gets the secret itself. It goes into the header of a call and nowhere else.</summary>
    public string Token { get; }

    public DateTimeOffset? EndsAt { get; }

    /// <summary>Gets what tells this token from another one, and tells nothing of it.</summary>
    public string Mark { get; }

    /// <summary>Gets what the quota goes by.</summary>
    public string Identity => _identity ?? Mark;

    /// <summary>Gets whether a person uses the same quota elsewhere.</summary>
    public bool IsPerson => Kind != CredentialKind.App;

    public override string ToString() => $"{Kind} {Mark}";
}
