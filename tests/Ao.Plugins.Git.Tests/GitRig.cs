using Ao.Commands;
using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.Git.Tests;

/// <summary>A source repository and the plugin over it, in a folder of the test's own.</summary>
internal sealed class GitRig : IAsyncDisposable
{
    private static readonly CommandRunner s_runner = new(TimeProvider.System);
    private readonly TempFolder _folder = new();
    private readonly List<PluginHarness> _harnesses = [];

    private GitRig()
    {
        SourcePath = _folder.Combine("source");
        DataFolder = _folder.Combine("data");
        Home = _folder.Combine("home");
        Directory.CreateDirectory(SourcePath);
        Directory.CreateDirectory(DataFolder);
        Directory.CreateDirectory(Home);
        Source = new ProjectSource { Project = new ProjectId("shop"), Location = SourcePath };
    }

    public string SourcePath { get; }

    public string DataFolder { get; }

    public string Home { get; }

    public string Root => _folder.Path;

    public ProjectSource Source { get; init; }

    public GitScm Scm { get; private set; } = null!;

    public string Control => Path.Combine(DataFolder, "projects", "shop", "control.git");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<GitRig> StartAsync(IReadOnlyDictionary<string, string?>? options = null, bool withCommit = true)
    {
        var rig = new GitRig();
        await rig.GitAsync(rig.SourcePath, "init", "--quiet", "-b", "main");
        if (withCommit)
        {
            await rig.CommitAsync(rig.SourcePath, "first", ("README.md", "one\n"), ("src/app.txt", "app\n"), (".gitignore", "ignored/\n"));
        }

        rig.Scm = await rig.NewScmAsync(options);
        return rig;
    }

    /// <summary>Starts the plugin once more on the same data, as a host does after its predecessor died.</summary>
    public async Task<GitScm> NewScmAsync(IReadOnlyDictionary<string, string?>? options = null, ICommandRunner? runner = null, TimeProvider? time = null) =>
        Assert.IsType<GitScm>((await StartPluginAsync(options, runner, time)).Get<IScm>("git"));

    /// <summary>Gets the folder of a forge that hosts share.</summary>
    public string Forge => Path.Combine(Root, "forge");

    /// <summary>Starts another host, with a data folder of its own, on the shared forge.</summary>
    public async Task<GitScm> NewHostAsync(string name, IReadOnlyDictionary<string, string?>? options = null, ICommandRunner? runner = null, TimeProvider? time = null) =>
        Assert.IsType<GitScm>((await StartHostAsync(name, options, runner, time)).Get<IScm>("git"));

    /// <summary>Starts another host on the shared forge, for both of its slots.</summary>
    public Task<PluginHarness> StartHostAsync(string name, IReadOnlyDictionary<string, string?>? options = null, ICommandRunner? runner = null, TimeProvider? time = null)
    {
        var folder = DataOf(name);
        Directory.CreateDirectory(folder);
        return StartPluginAsync(new Dictionary<string, string?>(options ?? new Dictionary<string, string?>()) { ["Forge"] = Forge }, runner, time, folder);
    }

    /// <summary>Starts another host that has the source alone in common with the others.</summary>
    public async Task<GitScm> NewLoneHostAsync(string name)
    {
        var folder = DataOf(name);
        Directory.CreateDirectory(folder);
        return Assert.IsType<GitScm>((await StartPluginAsync(dataFolder: folder)).Get<IScm>("git"));
    }

    /// <summary>Gets the data folder of another host.</summary>
    public string DataOf(string name) => Path.Combine(Root, "hosts", name);

    /// <summary>Starts the plugin once more, for its issues.</summary>
    public async Task<ITracker> NewTrackerAsync(ICommandRunner? runner = null) => (await StartPluginAsync(runner: runner)).Get<ITracker>("git");

    private async Task<PluginHarness> StartPluginAsync(IReadOnlyDictionary<string, string?>? options = null, ICommandRunner? runner = null, TimeProvider? time = null, string? dataFolder = null)
    {
        var harness = await PluginHarness.StartAsync<GitPlugin>(options, services =>
        {
            services.AddSingleton(new PluginEnvironment { Id = "git", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = dataFolder ?? DataFolder });
            if (time is not null)
            {
                services.AddSingleton(time);
            }

            if (runner is not null)
            {
                services.AddSingleton(runner);
            }
        });
        _harnesses.Add(harness);
        return harness;
    }

    public WorkspaceRequest Request(int session = 1, WorkspaceIsolation isolation = WorkspaceIsolation.Repository) => new()
    {
        Source = Source,
        Session = new SessionId("shop", session),
        Branch = $"ao/shop-{session}",
        Isolation = isolation,
    };

    public async Task<Workspace> OpenAsync(int session = 1, WorkspaceIsolation isolation = WorkspaceIsolation.Repository, IScm? scm = null) =>
        await (scm ?? Scm).OpenWorkspaceAsync(Request(session, isolation), Token);

    public PullRequestRequest Proposal(string revision, int session = 1, string? branch = null) => new()
    {
        Key = new OperationKey($"shop-{session}/pull-request"),
        Source = Source,
        Revision = revision,
        PushTarget = SourcePath,
        HeadBranch = branch ?? $"ao/shop-{session}",
        BaseBranch = "main",
        Title = $"Change {session}",
        Body = "Text\nof more lines, and Ünïcode.",
        Session = new SessionId("shop", session),
    };

    public PublishRequest Publication(string revision, int session = 1) => new()
    {
        Key = new OperationKey($"shop-{session}/push/1"),
        Source = Source,
        Session = new SessionId("shop", session),
        Revision = revision,
        Branch = $"ao/shop-{session}",
        PushTarget = SourcePath,
    };

    /// <summary>Runs git as a person or an agent does: with hooks and configuration of the folder.</summary>
    public async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await TryGitAsync(folder, arguments);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }

    public async Task<CommandResult> TryGitAsync(string folder, params string[] arguments) => await s_runner.RunAsync(
        new CommandRequest
        {
            Command = new CommandLine("git", arguments),
            WorkingDirectory = folder,
            Environment = new Dictionary<string, string?>
            {
                ["HOME"] = Home,
                ["GIT_CONFIG_NOSYSTEM"] = "1",
                ["GIT_AUTHOR_NAME"] = "A",
                ["GIT_AUTHOR_EMAIL"] = "a@b.invalid",
                ["GIT_COMMITTER_NAME"] = "A",
                ["GIT_COMMITTER_EMAIL"] = "a@b.invalid",
            },
        },
        Token);

    /// <summary>Runs a program that must succeed.</summary>
    public async Task RunAsync(string program, params string[] arguments) =>
        Assert.True((await s_runner.RunAsync(new CommandRequest { Command = new CommandLine(program, arguments), WorkingDirectory = Root }, Token)).Succeeded);

    public async Task<string> CommitAsync(string folder, string message, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            await WriteAsync(folder, path, text);
        }

        await GitAsync(folder, "add", "-A");
        await GitAsync(folder, "commit", "--quiet", "-m", message);
        return await GitAsync(folder, "rev-parse", "HEAD");
    }

    public static async Task WriteAsync(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var harness in _harnesses)
        {
            await harness.DisposeAsync();
        }

        // Names that are no UTF-8 are beyond Directory.Delete.
        await new FolderRemoval(s_runner).RemoveAsync(Root, CancellationToken.None);
        _folder.Dispose();
    }
}
