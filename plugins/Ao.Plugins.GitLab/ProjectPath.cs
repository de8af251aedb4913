using System.Diagnostics.CodeAnalysis;

namespace Ao.Plugins.GitLab;

/// <summary>The path of a GitLab project: <c>group/name</c>, with subgroups between.</summary>
internal static class ProjectPath
{
    private const int MaxLength = 1000;
    private const int MaxDepth = 22;

    /// <summary>Tells whether a text can be one.</summary>
    public static bool IsOne([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        var parts = text.Split('/');
        return parts.Length is >= 2 and <= MaxDepth && parts.All(IsPart);
    }

    /// <summary>Reads the path out of a location: the path itself, or an http or ssh address at a host.</summary>
    /// <param name="location">The location.</param>
    /// <param name="server">The server that an address must be of.</param>
    /// <returns>The path, or <see langword="null"/> where it is none of that server.</returns>
    public static string? Find(string? location, Uri server)
    {
        if (IsOne(location) && !location.EndsWith(".git", StringComparison.Ordinal))
        {
            return location;
        }

        return location is null ? null
            : Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "ssh" ? OfAddress(address, server)
            : OfScp(location, server);
    }

    private static string? OfAddress(Uri address, Uri server)
    {
        if (!string.Equals(address.Host, server.Host, StringComparison.OrdinalIgnoreCase) || address.Query.Length > 0)
        {
            return null;
        }

        var path = Uri.UnescapeDataString(address.AbsolutePath);
        var root = server.AbsolutePath.TrimEnd('/');
        if (address.Scheme is not "ssh" && root.Length > 0)
        {
            if (!path.StartsWith(root + "/", StringComparison.Ordinal))
            {
                return null;
            }

            path = path[root.Length..];
        }

        return Trim(path);
    }

    /// <summary>Reads what ssh programs write: <c>git@host:group/name.git</c>.</summary>
    private static string? OfScp(string location, Uri server)
    {
        var colon = location.IndexOf(':', StringComparison.Ordinal);
        var host = colon > 0 ? location[..colon] : "";
        host = host[(host.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return string.Equals(host, server.Host, StringComparison.OrdinalIgnoreCase) ? Trim(location[(colon + 1)..]) : null;
    }

    private static string? Trim(string path)
    {
        path = path.Trim('/');
        path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
        return IsOne(path) ? path : null;
    }

    private static bool IsPart(string part) =>
        part is { Length: > 0 and <= 255 } && part is not ("." or "..") && part[0] is not '-' && part.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' || character > '\u007f' && char.IsLetterOrDigit(character));
}
