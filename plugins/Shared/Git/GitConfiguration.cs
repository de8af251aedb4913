using System.Globalization;
using System.Text;
using Ao.Files;

namespace Ao.Git;

/// <summary>The configuration files that Ao's git runs with.</summary>
internal static class GitConfiguration
{
    /// <summary>Writes the configuration that stands in for the system's and the person's.</summary>
    /// <remarks>It also holds for the git that serves a fetch or takes a push on the other side, which is why the hooks are not turned off here: a hook of the owner's own repository is the owner's policy.</remarks>
    public static async ValueTask WriteAsync(GitFolders folders, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folders.Home);
        Directory.CreateDirectory(folders.Hooks);
        await DurableFile.WriteAsync(
            folders.Configuration,
            """
            [user]
            	name = Ao
            	email = ao@ao.invalid
            [core]
            	fsmonitor = false
            	untrackedCache = false
            	fsync = committed
            	fsyncMethod = batch
            	askPass =
            [credential]
            	helper =
            [safe]
            	bareRepository = explicit
            	directory = *
            [protocol]
            	allow = never
            [protocol "file"]
            	allow = always
            [fetch]
            	recurseSubmodules = false
            	writeCommitGraph = false
            [push]
            	recurseSubmodules = no
            [submodule]
            	recurse = false
            [gc]
            	auto = 0
            [maintenance]
            	auto = false
            [commit]
            	gpgSign = false
            [advice]
            	detachedHead = false

            """u8.ToArray(),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the configuration of the control repository: what Ao's own git does there never runs a hook.</summary>
    public static string ControlOf(string hooks, string objectFormat) =>
        CoreOf(objectFormat, bare: true) + string.Create(CultureInfo.InvariantCulture, $"\thooksPath = {Quote(hooks)}\n[gc]\n\tauto = 0\n");

    /// <summary>Gives the configuration of a repository that an agent works in.</summary>
    public static string SessionOf(string name, string email, string gate, string objectFormat) =>
        CoreOf(objectFormat, bare: false) + TrackingOf(gate) + string.Create(CultureInfo.InvariantCulture, $"[user]\n\tname = {Quote(name)}\n\temail = {Quote(email)}\n[commit]\n\tgpgSign = false\n");

    /// <summary>Gives the configuration of the repository that stands for <c>origin</c>.</summary>
    public static string GateOf(string objectFormat) => CoreOf(objectFormat, bare: true);

    /// <summary>Gives the configuration of the repository that working trees share. Who commits there is for the agents to say: they have one configuration together, but each its own <c>origin</c>.</summary>
    public static string SharedOf(string objectFormat) => CoreOf(objectFormat, bare: true) + Tracking + "[extensions]\n\tworktreeConfig = true\n";

    /// <summary>Gives the configuration of one working tree of the shared repository.</summary>
    public static string WorktreeOf(string gate) => $"[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {Quote(gate)}\n";

    private const string Tracking = "\tlogAllRefUpdates = true\n[gc]\n\tauto = 0\n[remote \"origin\"]\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n";

    private static string TrackingOf(string gate) => $"{Tracking}\turl = {Quote(gate)}\n";

    private static string CoreOf(string objectFormat, bool bare)
    {
        var text = new StringBuilder();
        if (objectFormat != "sha1")
        {
            text.Append(CultureInfo.InvariantCulture, $"[extensions]\n\tobjectFormat = {objectFormat}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"[core]\n\trepositoryFormatVersion = {(objectFormat == "sha1" ? 0 : 1)}\n\tbare = {(bare ? "true" : "false")}\n\tfileMode = {(OperatingSystem.IsWindows() ? "false" : "true")}\n").ToString();
    }

    private static string Quote(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
