using Ao.Commands;
using Ao.Plugins;
using Ao.TestSupport;

namespace Ao.Core.Tests.Plugins;

/// <summary>Plugins whose folder's hash the configuration names.</summary>
public sealed class PluginPinTests : IAsyncDisposable
{
    private readonly PluginFixture _fixture = new("json-new");
    private readonly string _folder;
    private readonly string _hash;

    public PluginPinTests()
    {
        _folder = Path.Combine(_fixture.Folder, "json-new", "0.1.0");
        _hash = FolderHash.Compute(_folder);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Start_OneOfTheHashesMatches_Loads()
    {
        Pin(new string('0', 64), _hash.ToUpperInvariant());

        await _fixture.StartAsync();

        Assert.Equal((PluginStatus.Active, _hash), (_fixture["json-new"].Status, _fixture["json-new"].Sha256));
    }

    [Fact]
    public async Task Start_HashDiffers_RefusesAndShowsBoth()
    {
        Pin(new string('0', 64));

        Assert.Equal(
            $"The plugin 'json-new' 0.1.0 is not the one that the configuration allows: {_folder} has the SHA-256 {_hash}, allowed is '{new string('0', 64)}'. Install the right one, or correct Ao:Plugins:json-new:Sha256 if the change is wanted.",
            await _fixture.FailAsync());
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("added")]
    [InlineData("removed")]
    [InlineData("renamed")]
    public async Task Start_FileOfTheFolderIsAnother_Refuses(string change)
    {
        Pin(_hash);
        Tamper(change);

        Assert.Contains("is not the one that the configuration allows", await _fixture.FailAsync(), StringComparison.Ordinal);
        Assert.Equal(PluginStatus.Failed, _fixture["json-new"].Status);
    }

    [Fact]
    public async Task Start_FolderChangedAfterItWasChecked_Refuses()
    {
        Pin(_hash);
        Assert.Equal(PluginStatus.Available, _fixture["json-new"].Status);
        Tamper("changed");

        Assert.Contains("is not the one that the configuration allows", await _fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PinnedFolderHoldsALink_Refuses()
    {
        Pin(_hash);
        File.CreateSymbolicLink(Path.Combine(_folder, "extra.txt"), Path.Combine(_folder, "JsonNew.dll"));

        Assert.Contains("extra.txt is a link, and what it leads to could be changed from elsewhere.", await _fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PinsRequiredAndOneIsNotPinned_RefusesAndGivesTheHash()
    {
        _fixture.Options.RequirePinnedPlugins = true;

        Assert.Equal(
            $"The plugin 'json-new' 0.1.0 is not pinned, and Ao:RequirePinnedPlugins asks for it. If what is in {_folder} is what you trust, add its hash: Ao:Plugins:json-new:Sha256:0 = {_hash}.",
            await _fixture.FailAsync());
    }

    [Fact]
    public async Task Start_PinsRequiredAndEachNamedOneIsPinned_Loads()
    {
        _fixture.Options.RequirePinnedPlugins = true;
        _fixture.Install("optional");
        Pin(_hash);

        await _fixture.StartAsync();

        Assert.Equal((PluginStatus.Active, PluginStatus.Available), (_fixture["json-new"].Status, _fixture["optional"].Status));
    }

    [Fact]
    public async Task Compute_Folder_IsWhatTheDocumentedCommandPrints()
    {
        RequiredTool.Ensure("sha256sum");
        Directory.CreateDirectory(Path.Combine(_folder, "sub", "a b"));
        foreach (var name in new[] { ".hidden", "-dash", "sub/ä", "sub/a b/Z", "sub-a" })
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name), name, TestContext.Current.CancellationToken);
        }

        var result = await new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest
            {
                Command = new CommandLine("sh", ["-c", "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"]),
                WorkingDirectory = _folder,
                InheritEnvironment = true,
            },
            TestContext.Current.CancellationToken);

        Assert.Equal($"{FolderHash.Compute(_folder)}  -", result.Output.Trim());
    }

    private void Pin(params string[] hashes) => _fixture.Options.Plugins["json-new"].Sha256 = hashes;

    private void Tamper(string change)
    {
        var dependency = Path.Combine(_folder, "Newtonsoft.Json.dll");
        switch (change)
        {
            case "changed":
                File.AppendAllText(dependency, "x");
                break;
            case "added":
                File.Copy(dependency, Path.Combine(_folder, "Another.dll"));
                break;
            case "removed":
                File.Delete(Path.Combine(_folder, "JsonNew.pdb"));
                break;
            default:
                File.Move(Path.Combine(_folder, "JsonNew.pdb"), Path.Combine(_folder, "JsonNew.sym"));
                break;
        }
    }
}
