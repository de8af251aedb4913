namespace Ao.Plugins.GitHub.Api;

/// <summary>Reads the header that names the next page of a list. Pure.</summary>
internal static class LinkHeader
{
    private const int Longest = 8000;

    /// <returns>The address of the next page, or <see langword="null"/> where there is none.</returns>
    public static string? NextOf(string? header)
    {
        if (header is not { Length: <= Longest })
        {
            return null;
        }

        foreach (var link in header.Split(','))
        {
            var open = link.IndexOf('<', StringComparison.Ordinal);
            var close = link.IndexOf('>', StringComparison.Ordinal);
            if (open >= 0 && close > open && link[close..].Contains("rel=\"next\"", StringComparison.Ordinal))
            {
                return link[(open + 1)..close];
            }
        }

        return null;
    }
}
