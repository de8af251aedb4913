using System.Net;

namespace Ao.AspNetCore.AgentTools;

/// <summary>Finds out how an agent on this machine reaches a server.</summary>
internal static class ServerAddress
{
    // How servers write that they listen at a socket or a pipe, where no agent finds them.
    private static readonly string[] s_sockets = ["://unix:", "://pipe:"];

    /// <summary>Gives the address at which agents find the tools: one without TLS first, since an agent need not know the host's certificate.</summary>
    /// <param name="bound">What the server says that it listens at.</param>
    /// <param name="path">The path of the tools.</param>
    /// <returns>The address, or <see langword="null"/> where the server listens at none that can be used.</returns>
    public static Uri? Find(IEnumerable<string> bound, string path) => bound
        .Select(address => Reachable(address, path))
        .OfType<Uri>()
        .OrderBy(static address => address.Scheme == Uri.UriSchemeHttp ? 0 : 1)
        .ThenBy(static address => address.IsLoopback ? 0 : 1)
        .FirstOrDefault();

    private static Uri? Reachable(string bound, string path)
    {
        // "+" and "*" stand for every address, and so do the two unspecified ones; this machine is one of them.
        var text = bound.Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
        var isLocalSocket = s_sockets.Any(socket => bound.Contains(socket, StringComparison.OrdinalIgnoreCase));
        if (isLocalSocket || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Port <= 0 || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            return null;
        }

        var address = new UriBuilder(uri) { Path = path };
        if (IPAddress.TryParse(uri.DnsSafeHost, out var ip))
        {
            address.Host = ip.Equals(IPAddress.Any) ? IPAddress.Loopback.ToString() : ip.Equals(IPAddress.IPv6Any) ? $"[{IPAddress.IPv6Loopback}]" : address.Host;
        }

        return address.Uri;
    }
}
