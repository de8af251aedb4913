using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess;

/// <summary>Runs programs as another user, in namespaces of their own: with their folders and none else of the host's, and without its network where that is closed.</summary>
/// <param name="commands">What programs are started with.</param>
/// <param name="plugin">Where the script lies.</param>
/// <param name="options">As whom programs run.</param>
internal sealed class Enclosure(ICommandRunner commands, PluginEnvironment plugin, LocalProcessOptions options)
{
    private const UnixFileMode OthersEnter = UnixFileMode.OtherExecute;
    private readonly EnclosedUser? _user = options.User is { } user ? EnclosedUser.Of(user) : null;

    /// <summary>Gets whether programs run as another user.</summary>
    public bool IsUsed => _user is not null;

    /// <summary>Gets what comes before a program's own command, once its folders belong to its user; nothing, where it runs as the host's.</summary>
    /// <exception cref="AoException">It cannot be run so.</exception>
    public async ValueTask<IReadOnlyList<string>> PrepareAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (_user is not { } user)
        {
            return [];
        }

        var access = request.Access ?? throw new AoException($"The run '{request.Run}' cannot be started as another user: the request does not say which folders it works with.");
        RequireOwn(request.Run, access);
        await ChownAsync($"{user.Id}:{user.Group}", access.WritableFolders, cancellationToken).ConfigureAwait(false);
        string[] network = options.CloseNetwork ? ["--net"] : [];
        return
        [
            SystemTool.Find("unshare"), "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", .. network, "--", "/bin/sh", Path.Combine(plugin.Folder, "enclose.sh"),
            access.HiddenFolder, Path.GetFullPath(request.WorkingDirectory), user.Id, user.Group, options.CloseNetwork ? SystemTool.TryFind("ip") ?? "-" : "-", SystemTool.Find("setpriv"),
            .. access.WritableFolders.SelectMany(static folder => new[] { "write", folder }), .. access.ReadableFolders.SelectMany(static folder => new[] { "read", folder }), "--",
        ];
    }

    /// <summary>Makes folders the host's own again.</summary>
    public async ValueTask ReclaimAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        if (_user is null)
        {
            return;
        }

        await ChownAsync("0:0", folders, cancellationToken).ConfigureAwait(false);
        foreach (var folder in folders)
        {
            OutwardLinks.Remove(folder);
        }
    }

    /// <summary>Looks whether this machine and account can do it.</summary>
    public async ValueTask<SelfCheckFinding> InspectAsync(CancellationToken cancellationToken)
    {
        if (_user is not { } user)
        {
            return new SelfCheckFinding(SelfCheckLevel.Pass, "Agents run as the host's user.");
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return new SelfCheckFinding(SelfCheckLevel.Fail, $"Agents are to run as user {user.Id}, and the host's account cannot start programs as another one.", "Run the host as root, or remove the option User.");
        }

        if (File.Exists("/proc/sys/fs/protected_hardlinks") && (await File.ReadAllTextAsync("/proc/sys/fs/protected_hardlinks", cancellationToken).ConfigureAwait(false)).Trim() != "1")
        {
            return new SelfCheckFinding(SelfCheckLevel.Fail, "This machine lets users make hard links to files of others, which would then be given away with an agent's folder.", "Set the kernel's fs.protected_hardlinks to 1.");
        }

        string[] network = options.CloseNetwork ? ["--net"] : [];
        var command = new CommandLine(SystemTool.Find("unshare"), ["--mount", "--pid", "--fork", "--mount-proc", .. network, "--", SystemTool.Find("setpriv"), "--reuid", user.Id, "--regid", user.Group, "--clear-groups", "--no-new-privs", "--", "/bin/sh", "-c", ":"]);
        var tried = await commands.RunAsync(new CommandRequest { Command = command, Timeout = TimeSpan.FromSeconds(20) }, cancellationToken).ConfigureAwait(false);
        return tried.Succeeded
            ? new SelfCheckFinding(SelfCheckLevel.Pass, $"Agents run as user {user.Id}{(options.CloseNetwork ? ", without a network" : "")}.")
            : new SelfCheckFinding(SelfCheckLevel.Fail, $"Agents cannot be run as user {user.Id} here: {Printable.Quote(tried.Error)}", "Let the host make namespaces (CAP_SYS_ADMIN), or remove the option User.");
    }

    /// <summary>Sees to it that only folders below the hidden one are given away, and that the other user can get to them.</summary>
    private static void RequireOwn(RunId run, RunAccess access)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(access.HiddenFolder)) + "/";
        foreach (var folder in access.WritableFolders.Concat(access.ReadableFolders))
        {
            if (!Path.GetFullPath(folder).StartsWith(root, StringComparison.Ordinal) || new DirectoryInfo(folder) is not { Exists: true, LinkTarget: null })
            {
                throw new AoException($"The run '{run}' cannot be started as another user: '{Printable.Quote(folder)}' is no folder within '{access.HiddenFolder}'.");
            }
        }

        for (var above = Path.GetDirectoryName(root.TrimEnd('/')); above is not null; above = Path.GetDirectoryName(above))
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(above) & OthersEnter) == 0)
            {
                throw new AoException($"The run '{run}' cannot be started as another user: no other user can enter '{above}', which the data folder lies in. Put the data folder where others can enter (such as /var/lib/ao), or allow it there: chmod o+x '{above}'. The data folder itself stays closed.");
            }
        }
    }

    private async ValueTask ChownAsync(string owner, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        // -h and -P: a link is given away itself, never what it leads to.
        var result = await commands.RunAsync(new CommandRequest { Command = new CommandLine(SystemTool.Find("chown"), ["-R", "-h", "-P", owner, "--", .. folders]) }, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new AoException($"The folders of a run could not be given to user {owner}: {Printable.Quote(result.Error)}");
        }
    }
}
