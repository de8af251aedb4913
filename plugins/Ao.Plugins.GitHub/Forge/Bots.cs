using Ao.Plugins.GitHub.Rest;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Tells programs from people.</summary>
internal static class Bots
{
    private const string Suffix = "[bot]";

    /// <summary>Tells whether an account is a program's: GitHub says so of apps; the REST interface by their type, GraphQL by the type's name.</summary>
    public static bool IsBot(string? type, string? login) =>
        string.Equals(type, "Bot", StringComparison.OrdinalIgnoreCase) || login?.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsBot(RestUser? user) => IsBot(user?.Type, user?.Login);

    /// <summary>Gives the name of an account as both interfaces give it: GraphQL leaves out the end of an app's login.</summary>
    public static string NameOf(string? type, string? login) => login switch
    {
        // An account that is gone.
        null or "" => "ghost",
        _ when IsBot(type, login) && !login.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) => $"{login}{Suffix}",
        _ => login,
    };

    public static string NameOf(RestUser? user) => NameOf(user?.Type, user?.Login);

    /// <summary>Tells whether an account is the one that this host writes with.</summary>
    public static bool IsBy(string? type, string? login, string? own) => own is not null && string.Equals(NameOf(type, login), own, StringComparison.OrdinalIgnoreCase);

    public static bool IsBy(RestUser? user, string? own) => IsBy(user?.Type, user?.Login, own);
}
