using Ao.Commands;
using Ao.Plugins;
using Ao.Plugins.GitHub.Tests.Forge;
using Ao.Scm;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.GitHub.Tests.Git;

/// <summary>The whole plugin as a host has it, over a stub of GitHub and a repository that stands for its git.</summary>
internal sealed class ScmRig : IAsyncDisposable
{
    private static readonly CommandRunner s_runner = new(TimeProvider.System);
    private readonly TempFolder _folder = new();
    private readonly List<PluginHarness> _harnesses = [];

    private ScmRig(StubGitHub stub) => Stub = stub;

    public StubGitHub Stub { get; }

    public string Remote => _folder.Combine("git", "o", "r.git");

    public string Clone => _folder.Combine("clone");

    public string Address => $"file://{Remote}";

    public ProjectSource Source { get; } = new() { Project = new ProjectId("shop"), Location = "o/r" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ScmRig> StartAsync()
    {
        var rig = new ScmRig(await StubGitHub.StartAsync());
        rig.Stub.On("GET /repos/o/r", Json.Repository("o/r").With("permissions", Json.Of("""{"push":true}""")));
        Directory.CreateDirectory(rig.Remote);
        await rig.GitAsync(rig.Remote, "init", "--quiet", "--bare", "-b", "main");
        await rig.GitAsync(rig._folder.Path, "clone", "--quiet", rig.Remote, rig.Clone);
        await rig.CommitAsync("first");
        await rig.GitAsync(rig.Clone, "push", "--quiet", "origin", "HEAD");
        return rig;
    }

    public async Task<PluginHarness> PluginAsync(IReadOnlyDictionary<string, string?>? options = null, bool withToken = true)
    {
        var all = new Dictionary<string, string?>
        {
            ["Address"] = Stub.Address.AbsoluteUri,
            ["GitAddress"] = $"file://{_folder.Combine("git")}/{{owner}}/{{name}}.git",
            ["Token"] = withToken ? ForgeRig.Token : null,
            ["UseCli"] = "false",
            ["WriteInterval"] = "00:00:00",
        };
        foreach (var (name, value) in options ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        var harness = await PluginHarness.StartAsync<GitHubPlugin>(all.Where(static option => option.Value is not null).ToDictionary());
        _harnesses.Add(harness);
        return harness;
    }

    public async Task<GitHubScm> ScmAsync(IReadOnlyDictionary<string, string?>? options = null, bool withToken = true) => Assert.IsType<GitHubScm>((await PluginAsync(options, withToken)).Get<IScm>("github"));

    public async Task<string> CommitAsync(string message)
    {
        await GitAsync(Clone, "commit", "--quiet", "--allow-empty", "-m", message);
        return await GitAsync(Clone, "rev-parse", "HEAD");
    }

    public async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var variables = new Dictionary<string, string?> { ["HOME"] = _folder.Path, ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_AUTHOR_NAME"] = "A", ["GIT_AUTHOR_EMAIL"] = "a@b.invalid", ["GIT_COMMITTER_NAME"] = "A", ["GIT_COMMITTER_EMAIL"] = "a@b.invalid" };
        var result = await s_runner.RunAsync(new CommandRequest { Command = new CommandLine("git", arguments), WorkingDirectory = folder, Environment = variables }, Token);
        Assert.True(result.Succeeded, result.Error);
        return result.Output.TrimEnd('\n');
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var harness in _harnesses)
        {
            await harness.DisposeAsync();
        }

        await Stub.DisposeAsync();
        _folder.Dispose();
    }
}
