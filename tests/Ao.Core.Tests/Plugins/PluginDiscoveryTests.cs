using Ao.Configuration;
using Ao.Plugins;
using Ao.Terminals;

namespace Ao.Core.Tests.Plugins;

public sealed class PluginDiscoveryTests
{
    [Fact]
    public async Task List_NothingAskedFor_ReadsManifestsAndLoadsNothing()
    {
        await using var fixture = new PluginFixture();
        var folder = fixture.Install("optional");

        var plugin = fixture["optional"];

        Assert.Equal(("0.1.0", "Has options.", folder, PluginStatus.Available, null), (plugin.Version, plugin.Description, plugin.Folder, plugin.Status, plugin.Problem));
        Assert.Equal([new PluginSlot(Slot.Terminal, "optional")], plugin.Slots);
        Assert.Equal(64, plugin.Sha256!.Length);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => !assembly.IsDynamic && assembly.Location.StartsWith(folder, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_NotNamed_StaysAvailableAndCannotBeHad()
    {
        await using var fixture = new PluginFixture("json-new");
        fixture.Install("optional");

        await fixture.StartAsync();

        Assert.Equal((PluginStatus.Active, PluginStatus.Available), (fixture["json-new"].Status, fixture["optional"].Status));
        var error = Assert.Throws<PluginException>(() => fixture.Catalog.Get<ITerminal>("optional"));
        Assert.Equal("The terminal 'optional' is filled by the plugin 'optional', which the configuration does not name. Add Ao:Plugins:optional:Enabled = true.", error.Message);
    }

    [Fact]
    public async Task Start_BrokenButNotNamed_HostStartsAndTheStatusSaysWhy()
    {
        await using var fixture = new PluginFixture("json-new");
        fixture.Install("newer-minor");
        fixture.Install("missing-dependency");
        Directory.CreateDirectory(Path.Combine(fixture.Folder, "hollow", "1.0.0"));

        await fixture.StartAsync();

        Assert.Equal(PluginStatus.Incompatible, fixture["newer-minor"].Status);
        Assert.Equal(PluginStatus.Failed, fixture["missing-dependency"].Status);
        Assert.Contains("no assembly in it has the attribute [assembly: AoPlugin(...)]", fixture["hollow"].Problem, StringComparison.Ordinal);
        Assert.Contains(fixture.Logs.GetSnapshot(), static entry => entry.Message.StartsWith("Plugin newer-minor cannot be used:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_SeveralVersions_TheNewestIsTaken()
    {
        await using var fixture = new PluginFixture();
        foreach (var version in new[] { "1.9.0", "1.10.0-rc.2", "1.10.0-rc.10", "0.2.0" })
        {
            fixture.Install("optional", version);
        }

        Directory.CreateDirectory(Path.Combine(fixture.Folder, "optional", "not-a-version"));

        Assert.Equal("1.10.0-rc.10", fixture["optional"].Version);
    }

    [Fact]
    public async Task List_VersionConfigured_ThatOneIsTaken()
    {
        await using var fixture = new PluginFixture();
        fixture.Install("optional", "1.0.0");
        fixture.Install("optional", "2.0.0");
        fixture.Name("optional").Version = "1.0.0";

        Assert.Equal("1.0.0", fixture["optional"].Version);
    }

    [Theory]
    [InlineData("3.0.0")]
    [InlineData("../../etc")]
    [InlineData("1.0")]
    public async Task Start_VersionNotThere_ListsThoseThereAre(string version)
    {
        await using var fixture = new PluginFixture();
        fixture.Install("optional", "2.0.0");
        fixture.Install("optional", "1.0.0");
        fixture.Name("optional").Version = version;

        var message = await fixture.FailAsync();

        Assert.Contains($"asks for version '{version}' of the plugin 'optional'", message, StringComparison.Ordinal);
        Assert.EndsWith("There are: 1.0.0, 2.0.0.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderMissing_SaysWhichAndWhereItIsSet()
    {
        await using var fixture = new PluginFixture();
        var missing = fixture.Combine("nowhere");
        fixture.Options.PluginFolders = [missing];

        Assert.Equal($"The plugin folder {missing} does not exist. Create it, or correct Ao:PluginFolders.", await fixture.FailAsync());
    }

    [Fact]
    public async Task Start_FolderIsAFile_IsOneClearError()
    {
        await using var fixture = new PluginFixture();
        var file = fixture.Combine("file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        fixture.Options.PluginFolders = [file];

        Assert.Contains($"The plugin folder {file} ", await fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileOfAPluginCannotBeRead_SaysWhichFolder()
    {
        await using var fixture = new PluginFixture("optional");
        // A link that leads nowhere cannot be read by anybody, an administrator included.
        File.CreateSymbolicLink(Path.Combine(fixture.Folder, "optional", "0.1.0", "Lost.dll"), fixture.Combine("nowhere"));

        var message = await fixture.FailAsync();

        Assert.StartsWith($"The plugin folder {Path.Combine(fixture.Folder, "optional")} cannot be read (", message, StringComparison.Ordinal);
        Assert.EndsWith("Let the account that the host runs under read it.", message, StringComparison.Ordinal);
        Assert.Equal(PluginStatus.Failed, fixture["optional"].Status);
    }

    [Theory]
    [InlineData("Optional")]
    [InlineData("my_plugin")]
    public async Task List_FolderThatIsNoIdHoldsVersions_SaysSo(string name)
    {
        await using var fixture = new PluginFixture("json-new");
        var folder = Path.GetDirectoryName(fixture.Install("optional", asId: name));
        Directory.CreateDirectory(Path.Combine(fixture.Folder, "Some Notes", "drafts"));

        await fixture.StartAsync();

        Assert.Equal($"{folder} holds versions of a plugin, and '{name}' cannot be a plugin's id. Rename the folder to the id: 1 to 40 of a-z, 0-9 and '-', not first or last a hyphen.", fixture[name].Problem);
        Assert.Equal(2, fixture.Catalog.List().Count);
    }

    [Fact]
    public async Task Start_FolderOfAnotherVersion_SaysWhichItIs()
    {
        await using var fixture = new PluginFixture();
        var built = fixture.Install("optional");
        var folder = Path.Combine(fixture.Folder, "optional", "0.2.0");
        Directory.Move(built, folder);
        fixture.Name("optional");

        Assert.Equal($"The plugin 'optional' 0.2.0 calls itself 0.1.0: {folder} is the folder of another version. Rename it to 0.1.0, or install the right version in it.", await fixture.FailAsync());
    }

    [Fact]
    public async Task Start_NoManifest_SaysWhatToAdd()
    {
        await using var fixture = new PluginFixture();
        var folder = Path.Combine(fixture.Folder, "hollow", "1.0.0");
        Directory.CreateDirectory(folder);
        File.Copy(typeof(PluginDiscoveryTests).Assembly.Location, Path.Combine(folder, "Some.dll"));
        await File.WriteAllTextAsync(Path.Combine(folder, "native.dll"), "no program", TestContext.Current.CancellationToken);
        fixture.Name("hollow");

        Assert.Equal($"{folder} holds no plugin: no assembly in it has the attribute [assembly: AoPlugin(...)]. Reference the package Ao.Abstractions, add the attribute and build again.", await fixture.FailAsync());
    }

    [Fact]
    public async Task Start_FolderOfAnotherName_SaysSo()
    {
        await using var fixture = new PluginFixture();
        fixture.Install("optional", asId: "renamed");
        fixture.Name("renamed");

        Assert.Contains("calls itself 'optional' and lies in a folder of another name", await fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnePluginInTwoFolders_NamesBoth()
    {
        await using var fixture = new PluginFixture("optional");
        var other = fixture.Combine("other");
        var second = fixture.Install("optional", root: other);
        fixture.Options.PluginFolders.Add(other);

        Assert.Equal($"There are two plugins 'optional': one in {Path.Combine(fixture.Folder, "optional", "0.1.0")}, one in {second}. Remove one of them.", await fixture.FailAsync());
    }

    [Fact]
    public async Task Start_Disabled_IsNotLoadedAndSaysWhoSwitchedItOff()
    {
        await using var fixture = new PluginFixture("optional");
        fixture.Options.Plugins["optional"].Enabled = false;

        await fixture.StartAsync();

        Assert.Equal(PluginStatus.Disabled, fixture["optional"].Status);
        Assert.Contains("Ao:Plugins:optional:Enabled", Assert.Throws<PluginException>(() => fixture.Catalog.Get<ITerminal>("optional")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnknownNames_AreAllReportedWithTheKnownOnes()
    {
        await using var fixture = new PluginFixture("json-new");
        fixture.Install("optional");
        fixture.Name("optionl");
        fixture.Options.Projects["shop"] = new ProjectOptions { Path = "/x", Terminal = "json-ne\u001b[2J" };

        var message = await fixture.FailAsync();

        Assert.StartsWith("The plugins have 5 problems:", message, StringComparison.Ordinal);
        Assert.Contains("Ao:Plugins:optionl: there is no such plugin in ", message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'optional'? Known are: json-new, optional.", message, StringComparison.Ordinal);
        Assert.Contains("Ao:Projects:shop:Scm: no plugin fills the scm slot as 'git'. No plugin for the scm slot is in ", message, StringComparison.Ordinal);
        Assert.Contains("Ao:Projects:shop:Terminal: no plugin fills the terminal slot as 'json-ne\\u001b[2J'. Known are: json-new, optional.", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', message);
    }

    [Fact]
    public async Task Get_UnknownName_ListsTheKnownOnes()
    {
        await using var fixture = new PluginFixture("json-new", "optional");
        await fixture.StartAsync();

        var error = Assert.Throws<PluginException>(() => fixture.Catalog.Get<ITerminal>("json-nwe"));

        Assert.Equal("There is no terminal 'json-nwe'. Known are: json-new, optional. Did you mean 'json-new'?", error.Message);
    }
}
