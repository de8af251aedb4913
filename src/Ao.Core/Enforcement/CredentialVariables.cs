using Ao.Scm;

namespace Ao.Enforcement;

/// <summary>Knows variables that lead to a person's credentials, whichever forge those are for. Those of a forge's own tools the scm knows.</summary>
internal static class CredentialVariables
{
    // An agent of keys, what asks for passwords, the bus of a keyring, and the folders in which tools look for what a person has signed in to.
    private static readonly string[] s_names = ["SSH_AUTH_SOCK", "SSH_AGENT_PID", "SSH_ASKPASS", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME", "NETRC", "CURL_HOME"];

    /// <summary>Gives the variables of a project's settings that lead an agent to credentials, in the order of their names.</summary>
    public static IReadOnlyList<string> In(IEnumerable<string> variables, ISessionGuard? guard) =>
        [.. variables.Where(name => s_names.Contains(name, StringComparer.OrdinalIgnoreCase) || guard?.IsCredential(name) == true).Order(StringComparer.Ordinal)];
}
