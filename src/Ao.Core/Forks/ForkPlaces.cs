using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Ao.Forks;

/// <summary>What can be told of the places of forks.</summary>
internal static partial class ForkPlaces
{
    private const string SshUser = "git";
    private static readonly string[] s_schemes = ["https", "ssh", "git"];

    // Names that each network gives to machines of its own.
    private static readonly string[] s_own = [".local", ".localhost", ".localdomain", ".internal", ".intranet", ".private", ".corp", ".lan", ".home", ".home.arpa"];

    /// <summary>Tells whether an address carries a password or token. A mere name, as of ssh, is none.</summary>
    public static bool HoldsPassword(string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var address) && !address.IsFile && address.UserInfo.Length > 0
        && (address.UserInfo.Contains(':', StringComparison.Ordinal) || address.Scheme is "http" or "https");

    /// <summary>Gives the address of a place as it means something to others, without who goes there and with what; <see langword="null"/> for a folder, and for whatever only this machine or its network knows.</summary>
    public static string? AddressForOthers(string? location)
    {
        if (location is null)
        {
            return null;
        }

        if (SshForm().Match(location) is { Success: true } ssh)
        {
            var path = ssh.Groups["path"].Value;
            return IsKnownToOthers(ssh.Groups["host"].Value) && !LiesInAHome(path) ? $"{UserOf(ssh.Groups["user"].Value)}{ssh.Groups["host"].Value}:{path}" : null;
        }

        return Uri.TryCreate(location, UriKind.Absolute, out var address) && s_schemes.Contains(address.Scheme) && IsKnownToOthers(address.IdnHost) && !(address.Scheme == "ssh" && LiesInAHome(address.AbsolutePath))
            ? $"{address.Scheme}://{UserOf(address.UserInfo)}{address.IdnHost}{(address.IsDefaultPort || address.Port < 0 ? "" : $":{address.Port}")}{address.AbsolutePath}"
            : null;
    }

    private static string UserOf(string user) => user == SshUser ? $"{SshUser}@" : "";

    private static bool IsKnownToOthers(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var address)
        ? IsPublic(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        : host.TrimEnd('.') is var name && name.Contains('.', StringComparison.Ordinal) && !s_own.Any(own => name.EndsWith(own, StringComparison.OrdinalIgnoreCase));

    private static bool IsPublic(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? bytes is not ([0 or 10 or 127, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..] or [100, >= 64 and < 128, ..])
            : !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal && !address.IsIPv6SiteLocal && !address.Equals(IPAddress.IPv6Any);
    }

    /// <summary>Over ssh a path may be that of somebody's home folder, and names who that is.</summary>
    private static bool LiesInAHome(string path) => HomeForm().IsMatch(path);

    [GeneratedRegex(@"^(?:(?<user>[^@/\s]+)@)?(?<host>[\w.\-]+):(?<path>(?!//)\S+)$")]
    private static partial Regex SshForm();

    [GeneratedRegex(@"^/*(?:~|home/|users/|root(?:/|$)|var/home/|export/home/)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HomeForm();
}
