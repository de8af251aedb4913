namespace Ao.EndToEnd.Tests;

/// <summary>What the quickstart cannot work with: one clear error, exit code 2, nothing on standard output and nothing left behind.</summary>
[Collection("One at a time")]
public sealed class QuickstartBadInputTests : IDisposable
{
    private readonly QuickstartWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("missing", "not there")]
    [InlineData("plain", "not a git repository")]
    [InlineData("empty", "commit")]
    [InlineData("detached", "detached")]
    public async Task Repository_ThatCannotBeWorkedOn_IsOneClearError(string kind, string expected)
    {
        var path = _world.Combine(kind);
        if (kind != "missing")
        {
            Directory.CreateDirectory(path);
        }

        if (kind is "empty" or "detached")
        {
            await Git.RunAsync(path, "init", "--quiet", "--initial-branch=main");
        }

        if (kind == "detached")
        {
            await Git.CommitAsync(path, "one");
            await Git.RunAsync(path, "checkout", "--quiet", "--detach");
        }

        await AssertRefusedAsync(expected, "--repo", path, "--task", "Do it.", "--yes", "--json");
    }

    [Theory]
    [InlineData("leave --repo out", "--resume", "/", "--repo", "/")]
    [InlineData("give it with --repo", "--task", "Do it.")]
    [InlineData("give it with --repo", "--base", "main")]
    [InlineData("'--task=' has no value", "--repo", "/", "--task=", "--yes")]
    [InlineData("--help stands alone", "--repo", "/", "--program", "python3", "--help")]
    [InlineData("'--frobnicate'", "--json", "--frobnicate")]
    [InlineData("is not the folder of a run", "--resume", "/", "--json")]
    [InlineData("cannot be read from '/no/such/file'", "--repo", "/", "--task-file", "/no/such/file")]
    [InlineData("more than 262", "--repo", "/", "--task-file", "/dev/zero")]
    [InlineData("it is empty", "--repo", "/", "--task", " ")]
    [InlineData("cannot be read", "--repo", "acme/shop", "--scm", "github", "--github-address", "https://h:99999", "--yes")]
    [InlineData("holds a user name or password", "--repo", "acme/shop", "--scm", "github", "--github-address", "https://u:pw@h.example", "--yes")]
    public async Task Arguments_ThatCannotBe_AreOneClearError(string expected, params string[] arguments) => await AssertRefusedAsync(expected, arguments);

    [Fact]
    public async Task TemporaryFolder_CannotBeWritten_IsOneClearError()
    {
        _world.Variables["TMPDIR"] = "/proc/nope";

        await AssertRefusedAsync("TMPDIR", "--yes", "--json");
    }

    [Fact]
    public async Task Git_IsMissing_IsOneClearError()
    {
        _world.Variables["PATH"] = _world.Combine("nowhere");

        await AssertRefusedAsync("git", "--yes", "--json");
    }

    [Fact]
    public async Task VerificationProgram_IsMissing_IsFoundBeforeAnAgentWorks()
    {
        var repository = await _world.NewRepositoryAsync();

        await AssertRefusedAsync("no program 'no-such-program'", "--repo", repository, "--verify", "no-such-program", "--yes", "--json");
    }

    public static TheoryData<string, string> BadPlans => new()
    {
        { "", "cannot be gone on with" },
        { "null", "holds nothing" },
        { "{", "cannot be gone on with" },
        { """{"folder":"FOLDER","repository":"/r","prefix":"demo","program":["sh"],"verify":null,"tasks":[]}""", "cannot be gone on with" },
        { """{"folder":"/elsewhere","repository":"/r","prefix":"demo","program":["sh"],"verify":["sh"],"tasks":[]}""", "move it back" },
        { """{"folder":"FOLDER","repository":"r","prefix":"demo","program":["sh"],"verify":["sh"],"tasks":[]}""", "no full path" },
        { """{"folder":"FOLDER","repository":"/r","prefix":"../x","program":["sh"],"verify":["sh"],"tasks":[]}""", "prefix" },
        { """{"folder":"FOLDER","repository":"/r","prefix":"demo","program":[],"verify":["sh"],"tasks":[]}""", "names no program" },
        { """{"folder":"FOLDER","repository":"/r","prefix":"demo","program":["sh"],"verify":["sh"],"tasks":[]}""", "no tasks" },
        { """{"folder":"FOLDER","repository":"/r","prefix":"demo","program":["sh"],"verify":["sh"],"tasks":[null]}""", "task 1 is not whole" },
        { """{"folder":"FOLDER","repository":"/r","prefix":"demo","program":["sh"],"verify":["sh"],"tasks":[{"number":1,"prompt":"Do it.","dependsOn":[1]}]}""", "depends on a task that does not come before it" },
        { """{"folder":"FOLDER","repository":"/r","prefix":"demo","program":["sh"],"verify":["sh"],"tasks":[{"number":1,"prompt":"","dependsOn":[]}]}""", "empty" },
    };

    [Theory]
    [MemberData(nameof(BadPlans))]
    public async Task Plan_EditedByHand_IsOneClearError(string plan, string expected)
    {
        var folder = _world.Combine("run");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "run.json"), plan.Replace("FOLDER", folder, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await AssertRefusedAsync(expected, "--resume", folder, "--yes", "--json");
        Assert.Equal(["run.json"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Plan_CannotBeRead_IsOneClearError()
    {
        var folder = _world.Combine("run");
        Directory.CreateDirectory(Path.Combine(folder, "run.json"));

        await AssertRefusedAsync("cannot be read", "--resume", folder, "--yes", "--json");
    }

    private async Task AssertRefusedAsync(string expected, params string[] arguments)
    {
        var (exitCode, process) = await _world.RunAsync(arguments);

        Assert.True(exitCode == 2, $"{exitCode}: {process.Error}{process.Output}");
        Assert.Empty(process.Output);
        Assert.Contains(expected, process.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", process.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_world.Runs));
    }
}
