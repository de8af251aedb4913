namespace Ao.Forks;

/// <summary>What can be told of the places of forks.</summary>
internal static class ForkPlaces
{
    /// <summary>Tells whether an address carries a password or token. A mere name, as of ssh, is none.</summary>
    public static bool HoldsPassword(string location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var address) && !address.IsFile && address.UserInfo.Length > 0
        && (address.UserInfo.Contains(':', StringComparison.Ordinal) || address.Scheme is "http" or "https");
}
