using System.Globalization;

namespace Ao.Git.Remotes;

/// <summary>The variables that let git reach one remote: its transport and no other, its credential at its own host and at no other.</summary>
internal static class RemoteEnvironment
{
    /// <summary>What a person's surroundings say of the way out: needed there, and no secret of the forge's.</summary>
    private static readonly string[] s_passed = ["SSH_AUTH_SOCK", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO"];

    public static IReadOnlyDictionary<string, string?> Of(RemoteAddress address, RemoteCredential? credential, Func<string, string?> surroundings)
    {
        List<(string Key, string Value)> settings =
        [
            ($"protocol.{NameOf(address.Transport)}.allow", "always"),

            // A redirect would take the credential along, to whatever host it names.
            ("http.followRedirects", "false"),

            // A large repository may take its server minutes to count; one that says nothing at all for so long is gone.
            ("http.lowSpeedLimit", "1"),
            ("http.lowSpeedTime", "300"),
        ];
        if (credential is not null && address.Origin is { } origin)
        {
            settings.Add(($"http.{origin}.extraHeader", $"Authorization: {credential.Authorization}"));
        }

        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GIT_ASKPASS"] = "",
            ["SSH_ASKPASS"] = "",
            ["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes -oConnectTimeout=30 -oServerAliveInterval=15",
            ["GIT_SSH_VARIANT"] = "ssh",
            ["GIT_CONFIG_COUNT"] = settings.Count.ToString(CultureInfo.InvariantCulture),
        };
        for (var index = 0; index < settings.Count; index++)
        {
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{index}")] = settings[index].Key;
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{index}")] = settings[index].Value;
        }

        foreach (var name in s_passed)
        {
            if (surroundings(name) is { Length: > 0 } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }

    private static string NameOf(RemoteTransport transport) => transport switch
    {
        RemoteTransport.Https => "https",
        RemoteTransport.Http => "http",
        RemoteTransport.Ssh => "ssh",
        _ => "file",
    };
}
