namespace Ao.Plugins.GitHub.Api;

/// <summary>Which addresses may be called: a token goes to them.</summary>
internal static class AddressRules
{
    /// <summary>Says what is wrong with an address, as the end of a sentence that begins with its name.</summary>
    public static string? ErrorOf(Uri address) =>
        !address.IsAbsoluteUri || address.Scheme is not ("https" or "http") ? $"'{Printable.Quote(address.OriginalString)}' is no address. Give one that begins with https://."
        : address.UserInfo.Length > 0 ? "holds a user name or password. Put the token into Token."
        : address.Query.Length > 0 || address.Fragment.Length > 0 ? $"'{Printable.Quote(address.GetLeftPart(UriPartial.Path))}' has something behind the path. Leave that out."
        : address.Scheme == "http" && !address.IsLoopback ? $"'{Printable.Quote(address.OriginalString)}' is plain http to another machine, which would show the token to everybody on the way. Use https."
        : null;

    /// <summary>Whether two addresses are the same service.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
