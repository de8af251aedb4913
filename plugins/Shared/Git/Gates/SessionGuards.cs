using System.Globalization;
using Ao.Scm;

namespace Ao.Git.Gates;

/// <summary>Knows how git and the tools of forges look for credentials, and what keeps a session's from finding any.</summary>
internal sealed class SessionGuards(ControlRepositories repositories)
{
    /// <summary>The address that pushes to anywhere but the gate are sent to. No transport goes by that name, and git's own error shows it.</summary>
    private const string Refused = "ao-pushes-only-to-origin";

    // A shell puts the arguments behind the last command, which does nothing with them.
    private const string Ssh = "echo 'Ao: a session has no SSH keys. Push to origin, and Ao takes it from there.' >&2; exit 1; :";

    private static readonly string[] s_remotes = ["https://", "http://", "ssh://", "git://", "git@"];
    private static readonly string[] s_forges = ["GH", "GITHUB", "HUB", "GLAB", "GITLAB", "BITBUCKET", "GITEA", "FORGEJO", "CODEBERG", "AZURE", "CI", "SYSTEM"];
    private static readonly string[] s_secrets = ["TOKEN", "ACCESSTOKEN", "PAT", "PASSWORD", "SECRET", "KEY", "CONFIG", "AUTH", "OAUTH", "CREDENTIALS"];
    private static readonly string[] s_git = ["GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND", "GIT_EXEC_PATH"];

    public async ValueTask<SessionGuard> OfAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var folders = (await repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false)).Folders;
        var gate = folders.GateOf(workspace.Session);
        return new SessionGuard
        {
            Environment = EnvironmentOf(gate, workspace.Source.Location),
            WritableFolders = workspace.Isolation == WorkspaceIsolation.Worktree ? [gate, folders.Shared] : [gate],
            ReadableFolders = [folders.ControlObjects],
        };
    }

    public static bool IsCredential(string variable)
    {
        var parts = variable.ToUpperInvariant().Split('_');
        return s_git.Contains(variable, StringComparer.OrdinalIgnoreCase)
            || variable.StartsWith("GIT_CONFIG", StringComparison.OrdinalIgnoreCase)
            || (s_forges.Contains(parts[0]) && parts.Skip(1).Any(s_secrets.Contains));
    }

    internal static Dictionary<string, string> EnvironmentOf(string gate, string source)
    {
        List<(string Key, string Value)> settings =
        [
            ("credential.helper", ""),
            ("credential.interactive", "false"),
            ($"protocol.{Refused}.allow", "never"),
            .. s_remotes.Concat([source, "file://" + source]).Select(static address => ($"url.{Refused}://.pushInsteadOf", address)),

            // The longest address counts: the gate is pushed to as it stands, wherever the source is.
            ($"url.{gate}.pushInsteadOf", gate),
        ];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // A session has no credentials to answer with, so git must not wait for them.
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = "",
            ["SSH_ASKPASS"] = "",
            ["SSH_ASKPASS_REQUIRE"] = "never",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_SSH_COMMAND"] = Ssh,
            ["GIT_SSH_VARIANT"] = "ssh",
            ["GIT_CONFIG_COUNT"] = settings.Count.ToString(CultureInfo.InvariantCulture),
        };
        for (var index = 0; index < settings.Count; index++)
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{index}")] = settings[index].Key;
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{index}")] = settings[index].Value;
        }

        return environment;
    }
}
