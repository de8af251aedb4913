using System.Text.Json.Nodes;
using Ao.Plugins.GitHub.Tests.Forge;

namespace Ao.EndToEnd.Tests;

/// <summary>The quickstart on GitHub: a stub stands for the service, and a bare repository for its git.</summary>
[Collection("One at a time")]
public sealed class QuickstartGitHubTests : IAsyncDisposable
{
    private readonly QuickstartWorld _world = new();
    private StubGitHub? _stub;

    private string Remote => _world.Combine("git/o/r.git");

    public async ValueTask DisposeAsync()
    {
        _world.Dispose();
        if (_stub is not null)
        {
            await _stub.DisposeAsync();
        }
    }

    [Fact]
    public async Task Yes_OpensThePullRequestAndMergesNothing()
    {
        var stub = await StartAsync();

        var (exitCode, process) = await _world.RunAsync([.. Arguments(stub), "--yes"]);

        Assert.True(exitCode == 0, process.Error + process.Output);
        var pull = Assert.Single(process.Summary["pullRequests"]!.AsArray())!;
        Assert.Equal("open", (string?)pull["state"]);
        Assert.Equal("o/r", (string?)process.Summary["repository"]);
        Assert.Equal("1", await Git.RunAsync(Remote, "rev-list", "--count", "main"));
        Assert.Equal("2", await Git.RunAsync(Remote, "rev-list", "--count", stub.Single("POST /repos/o/r/pulls")["head"]!));
        Assert.DoesNotContain(stub.Calls, static call => call.Name.EndsWith("/merge", StringComparison.Ordinal));
        Assert.Contains("Nothing is merged with --yes on a forge", process.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_SecretOfTheTest", process.Error + process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyToAsk_ShowsNothingToOthersUntilSomebodyAgrees()
    {
        var stub = await StartAsync();

        var (exitCode, process) = await _world.RunAsync(Arguments(stub));

        Assert.True(exitCode == 3, process.Error + process.Output);
        Assert.Equal("refs/heads/main", await Git.RunAsync(Remote, "for-each-ref", "--format=%(refname)"));
        Assert.DoesNotContain(stub.Calls, static call => call.Name.StartsWith("POST", StringComparison.Ordinal));

        var (resumed, second) = await _world.RunAsync("--resume", (string)process.Summary["folder"]!, "--yes", "--json");

        Assert.True(resumed == 0, second.Error + second.Output);
        Assert.Equal(1, stub.Count("POST /repos/o/r/pulls"));
    }

    [Fact]
    public async Task NoToken_IsOneClearError()
    {
        var stub = await StartAsync();
        _world.Variables["GH_ENTERPRISE_TOKEN"] = null;

        await AssertRefusedAsync("There is no credential for 127.0.0.1", [.. Arguments(stub), "--yes"]);
    }

    [Fact]
    public async Task NoSuchRepository_IsOneClearError()
    {
        var stub = await StartAsync();
        stub.On("GET /repos/o/r", StubReply.Refused(404, "Not Found"));

        await AssertRefusedAsync("There is no repository o/r", [.. Arguments(stub), "--yes"]);
    }

    [Fact]
    public async Task TokenThatMayNotPush_IsSaidBeforeWorkBegins()
    {
        var stub = await StartAsync();
        stub.On("GET /repos/o/r", Json.Repository("o/r").With("permissions", Json.Of("""{"push":false}""")));

        var (exitCode, process) = await _world.RunAsync(Arguments(stub));

        Assert.Equal(3, exitCode);
        Assert.Contains("The credential may not push to o/r", process.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is no repository on GitHub", "--scm", "github", "--repo", "shop")]
    [InlineData("is no repository on GitHub", "--scm", "github", "--repo", "https://github.com/o/r")]
    [InlineData("give it with --repo", "--scm", "github")]
    [InlineData("give it with --scm github", "--repo", "/", "--github-address", "https://ghe.example")]
    [InlineData("cannot be the address of GitHub", "--scm", "github", "--repo", "o/r", "--github-address", "http://ghe.example")]
    [InlineData("cannot be the address of GitHub", "--scm", "github", "--repo", "o/r", "--github-address", "ghe.example")]
    [InlineData("svn", "--scm", "svn", "--repo", "o/r")]
    public Task Arguments_ThatCannotBe_AreOneClearError(string expected, params string[] arguments) => AssertRefusedAsync(expected, arguments);

    private async Task<StubGitHub> StartAsync()
    {
        Directory.CreateDirectory(Remote);
        await Git.RunAsync(Remote, "init", "--quiet", "--bare", "--initial-branch=main");
        await Git.RunAsync(await _world.NewRepositoryAsync(), "push", "--quiet", Remote, "main");
        _stub = await StubGitHub.StartAsync();
        var pulls = new List<JsonObject>();
        _stub.On("GET /repos/o/r", Json.Repository("o/r").With("permissions", Json.Of("""{"push":true}""")));
        _stub.On("GET /repos/o/r/pulls", _ => StubReply.Ok(Json.List([.. pulls.Select(static pull => pull.DeepClone())])));
        _stub.On("POST /repos/o/r/pulls", call =>
        {
            var branch = call["head"]!;
            pulls.Add(Json.Pull(1, call["body"] ?? "", branch: branch, head: File.ReadAllText(Path.Combine(Remote, "refs", "heads", branch)).Trim()).With("title", call["title"]));
            _stub.On("GET /repos/o/r/pulls/1", pulls[0].DeepClone());
            return StubReply.Ok(pulls[0].DeepClone(), 201);
        });
        _world.Variables["GH_ENTERPRISE_TOKEN"] = "ghp_SecretOfTheTest0123456789";
        _world.Variables["GITHUB_ENTERPRISE_TOKEN"] = null;
        _world.Variables["Ao__Plugins__github__Options__UseCli"] = "false";
        _world.Variables["Ao__Plugins__github__Options__WriteInterval"] = "00:00:00";
        _world.Variables["Ao__Plugins__github__Options__GitAddress"] = $"file://{_world.Combine("git")}/{{owner}}/{{name}}.git";
        return _stub;
    }

    private static string[] Arguments(StubGitHub stub) => ["--scm", "github", "--repo", "o/r", "--github-address", stub.Address.AbsoluteUri, "--task", "Say hello", "--json"];

    private async Task AssertRefusedAsync(string expected, params string[] arguments)
    {
        var (exitCode, process) = await _world.RunAsync(arguments);

        Assert.True(exitCode == 2, $"{exitCode}: {process.Error}{process.Output}");
        Assert.Empty(process.Output);
        Assert.Contains(expected, process.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_world.Runs));
    }
}
