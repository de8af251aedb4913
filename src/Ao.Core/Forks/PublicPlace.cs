using System.Net;

namespace Ao.Forks;

/// <summary>Tells which places mean something to others: addresses of hosts that they can reach, and that say nothing of this machine or its people.</summary>
internal static class PublicPlace
{
    private static readonly string[] s_schemes = ["https", "ssh", "git"];

    /// <summary>Tells whether a place may be shown to others: an address over https, ssh or git, of a host with a domain, without a password and without another user than <c>git</c>.</summary>
    public static bool Is(string place) =>
        !place.Any(static character => char.IsControl(character) || char.IsWhiteSpace(character))
        && Uri.TryCreate(place, UriKind.Absolute, out var address)
        && s_schemes.Contains(address.Scheme, StringComparer.Ordinal)
        && address.UserInfo is "" or "git"
        && !address.IsLoopback
        && !IPAddress.TryParse(address.Host.Trim('[', ']'), out _)
        && address.Host.Contains('.', StringComparison.Ordinal)
        && !address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase);
}
