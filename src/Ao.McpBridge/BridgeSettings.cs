namespace Ao.McpBridge;

/// <summary>Where the host is, and the token for it.</summary>
/// <param name="Address">The address of the tools.</param>
/// <param name="Token">The token of the run.</param>
internal sealed record BridgeSettings(Uri Address, string Token)
{
    private const string AddressVariable = "AO_TOOLS_ADDRESS";
    private const string TokenVariable = "AO_TOOLS_TOKEN";

    /// <summary>Reads the settings from the environment.</summary>
    /// <exception cref="BridgeException">One is missing or cannot be used.</exception>
    public static BridgeSettings Read(Func<string, string?> environment)
    {
        var address = environment(AddressVariable);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new BridgeException(string.IsNullOrEmpty(address)
                ? $"{AddressVariable} is not set. This program is started by an agent that an Ao host has launched."
                : $"{AddressVariable} is no http address.");
        }

        // A header cannot hold anything else, and what is wrong with a secret is not printed.
        return environment(TokenVariable) is { Length: > 0 } token && token.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
            ? new BridgeSettings(uri, token)
            : throw new BridgeException($"{TokenVariable} is not set, or holds no token.");
    }
}
