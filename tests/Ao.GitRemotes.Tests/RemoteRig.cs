using Ao.Commands;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.GitRemotes.Tests;

/// <summary>A remote repository, a person's clone of it, and hosts that work with it.</summary>
internal sealed class RemoteRig : IAsyncDisposable
{
    private static readonly CommandRunner s_runner = new(TimeProvider.System);
    private readonly TempFolder _folder = new();
    private readonly List<RemoteHost> _hosts = [];

    public string Root => _folder.Path;

    /// <summary>Gets the bare repository that is the remote.</summary>
    public string Remote => _folder.Combine("forge", "team", "shop.git");

    /// <summary>Gets a person's clone.</summary>
    public string Clone => _folder.Combine("clone");

    public ProjectSource Source { get; init; } = new() { Project = new ProjectId("shop"), Location = "team/shop" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RemoteRig> StartAsync(bool withCommit = true)
    {
        var rig = new RemoteRig();
        Directory.CreateDirectory(rig.Remote);
        await rig.GitAsync(rig.Remote, "init", "--quiet", "--bare", "-b", "main");
        await rig.GitAsync(rig.Root, "clone", "--quiet", rig.Remote, rig.Clone);
        if (withCommit)
        {
            await rig.CommitAsync("first", ("README.md", "one\n"));
        }

        return rig;
    }

    public string PathOf(string location) => _folder.Combine("forge", location + ".git");

    public RemoteHost Host(string name = "one", Func<string, string>? addressOf = null, TimeProvider? time = null)
    {
        var host = new RemoteHost(_folder.Combine("hosts", name), addressOf ?? (location => "file://" + PathOf(location)), time);
        _hosts.Add(host);
        return host;
    }

    public WorkspaceRequest Request(int session = 1) => new() { Source = Source, Session = new SessionId("shop", session), Branch = $"ao/shop-{session}" };

    /// <summary>Commits on the checked out branch of the clone and pushes it.</summary>
    public async Task<string> CommitAsync(string message, params (string Path, string Text)[] files)
    {
        var revision = await CommitIn(Clone, message, files);
        await GitAsync(Clone, "push", "--quiet", "origin", "HEAD");
        return revision;
    }

    public async Task<string> CommitIn(string folder, string message, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, path), text, Token);
        }

        await GitAsync(folder, "add", "-A");
        await GitAsync(folder, "commit", "--quiet", "--allow-empty", "-m", message);
        return await GitAsync(folder, "rev-parse", "HEAD");
    }

    public async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await s_runner.RunAsync(
            new CommandRequest
            {
                Command = new CommandLine("git", arguments),
                WorkingDirectory = folder,
                Environment = new Dictionary<string, string?>
                {
                    ["HOME"] = Root,
                    ["GIT_CONFIG_NOSYSTEM"] = "1",
                    ["GIT_AUTHOR_NAME"] = "A",
                    ["GIT_AUTHOR_EMAIL"] = "a@b.invalid",
                    ["GIT_COMMITTER_NAME"] = "A",
                    ["GIT_COMMITTER_EMAIL"] = "a@b.invalid",
                },
            },
            Token);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _folder.Dispose();
    }
}
