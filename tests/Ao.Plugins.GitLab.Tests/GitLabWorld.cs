using Ao.Commands;
using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Plugins.GitLab.Tests;

/// <summary>The plugin over our stub of GitLab, with real repositories behind it.</summary>
internal sealed class GitLabWorld : ForgeWorld
{
    private readonly TempFolder _folder;
    private readonly GitLabFixture _fixture;

    private GitLabWorld(TempFolder folder, GitLabFixture fixture)
    {
        _folder = folder;
        _fixture = fixture;
    }

    public GitLabFixture Fixture => _fixture;

    public override IScm Scm => _fixture.Scm;

    public override ITracker Tracker => _fixture.Tracker;

    public override ProjectSource Source => _fixture.Source;

    public static async Task<GitLabWorld> StartAsync()
    {
        var folder = new TempFolder();
        var repository = folder.Combine("group", "shop.git");
        var clone = folder.Combine("clone");
        Directory.CreateDirectory(Path.Combine(clone, "src"));
        await File.WriteAllLinesAsync(Path.Combine(clone, "src", "a.txt"), Enumerable.Range(1, 12).Select(static line => $"line {line}"));
        await GitAsync("init", "--quiet", "--initial-branch=main", clone);
        await GitAsync("-C", clone, "add", ".");
        await GitAsync("-C", clone, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Begin");
        await GitAsync("clone", "--quiet", "--bare", clone, repository);
        var fixture = await GitLabFixture.StartAsync(options => options["GitAddress"] = $"file://{folder.Path}/{{path}}.git");
        fixture.Stub.GitRoot = folder.Path;
        return new GitLabWorld(folder, fixture);
    }

    public override async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Gives the folder of a project's repository.</summary>
    public string RepositoryOf(string path) => _folder.Combine([.. $"{path}.git".Split('/')]);

    public static async Task<string> GitAsync(params string[] arguments)
    {
        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("git", arguments), InheritEnvironment = true }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Error);
        return result.Output.Trim();
    }
}
