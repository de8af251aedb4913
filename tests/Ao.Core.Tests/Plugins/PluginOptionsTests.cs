using Ao.Plugins;

namespace Ao.Core.Tests.Plugins;

public sealed class PluginOptionsTests
{
    [Fact]
    public async Task Start_OptionsSet_WinOverThePluginsDefaults()
    {
        await using var fixture = new PluginFixture("optional");
        fixture.Name("optional", """{ "Options": { "target": "mine", "Retries": 5, "Nested": { "Deep": true }, "Names": [ "a", "b" ], "Steps": { "one": { "Deep": true } } } }""");

        await fixture.StartAsync();

        Assert.Equal("mine 5 True a,b one", await fixture.CaptureAsync("optional"));
    }

    [Fact]
    public async Task Start_NoOptions_DefaultsHold()
    {
        await using var fixture = new PluginFixture("optional");
        await fixture.StartAsync();

        Assert.Equal("default 3 False  ", await fixture.CaptureAsync("optional"));
    }

    [Fact]
    public async Task Start_SeveralWrong_AreAllReportedAtOnce()
    {
        await using var fixture = new PluginFixture("optional");
        fixture.Name("optional", """{ "Options": { "Targt": "x", "Target": "", "Retries": 99, "Timeout": "soon", "Nested": { "Deeep": true }, "Steps": { "one": { "Dep": true } }, "Computed": 1 } }""");

        var message = await fixture.FailAsync();

        Assert.StartsWith("The options of the plugin 'optional' cannot be used:", message, StringComparison.Ordinal);
        Assert.Contains("Options:Targt: is not a setting. Did you mean 'Target'?", message, StringComparison.Ordinal);
        Assert.Contains("Options:Timeout: 'soon' is not a duration.", message, StringComparison.Ordinal);
        Assert.Contains("Options:Nested:Deeep: is not a setting. Did you mean 'Deep'?", message, StringComparison.Ordinal);
        Assert.Contains("Options:Steps:one:Dep: is not a setting. Did you mean 'Deep'?", message, StringComparison.Ordinal);
        Assert.Contains("Options:Computed: is not a setting.", message, StringComparison.Ordinal);
        Assert.Contains("Options:Retries: is out of range. Use 1 to 10", message, StringComparison.Ordinal);
        Assert.Contains("Options:Target: is missing.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Steps": { "one": { "Timeout": "10m" }, "two": { "Deep": true } } }""", "Options:Steps:one:Timeout: '10m' is not a duration.")]
    [InlineData("""{ "Stages": [ { "Deep": true }, { "Deep": "perhaps" } ] }""", "Options:Stages:1:Deep: 'perhaps' is neither true nor false")]
    [InlineData("""{ "Stages": [ { "Level": 9 } ] }""", "Options:Stages:0:Level: is out of range. Use 0 to 5")]
    [InlineData("""{ "Stages": [ "deep" ] }""", "Options:Stages:0: is a single value where settings, or a list of them, are expected.")]
    [InlineData("""{ "Nested": "deep" }""", "Options:Nested: is a single value where settings, or a list of them, are expected.")]
    [InlineData("""{ "Nested": { "Timeout": "30" } }""", "Options:Nested:Timeout: '30' is not a duration.")]
    [InlineData("""{ "Timeout": "30" }""", "Options:Timeout: '30' is not a duration.")]
    [InlineData("""{ "Target": { "Name": "x" } }""", "Options:Target: has settings beneath it where a single value is expected")]
    [InlineData("""{ "Ports": [ 80, "http" ] }""", "Options:Ports:1: 'http' is not a whole number")]
    public async Task Start_OneValueWrong_NamesItsFullKey(string options, string problem)
    {
        await using var fixture = new PluginFixture("optional");
        fixture.Name("optional", $$"""{ "Options": {{options}} }""");

        var message = await fixture.FailAsync();

        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Equal(2, message.Split('\n').Length);
    }

    [Fact]
    public async Task Start_ValidatorThatOnlyLiesInTheAssembly_IsFoundByTheScan()
    {
        await using var fixture = new PluginFixture("optional");
        fixture.Name("optional", """{ "Options": { "Target": "forbidden" } }""");

        Assert.Contains("The target is forbidden.", await fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OptionsForAPluginWithout_SaysSo()
    {
        await using var fixture = new PluginFixture("json-new");
        fixture.Name("json-new", """{ "Options": { "Colour": "red" } }""");

        Assert.Contains("Options:Colour is set, and the plugin has no options. Remove the setting.", await fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PluginCannotBeLoaded_ItsUnknownOptionsAreReportedFromMetadata()
    {
        await using var fixture = new PluginFixture("optional");
        fixture.Name("optional", """{ "Options": { "Retires": 1 } }""").Sha256 = ["00"];

        var message = await fixture.FailAsync();

        Assert.Contains("Options:Retires: is not a setting. Did you mean 'Retries'?", message, StringComparison.Ordinal);
        Assert.Contains("is not the one that the configuration allows", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OptionsClass_GivesTheNamesOfWhatCanBeSet()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "test-plugins", "optional", "0.1.0", "Optional.dll");

        Assert.Equal(["Target", "Retries", "Timeout", "Nested", "Names", "Steps", "Stages", "Ports"], PluginManifestReader.Read(path)!.OptionKeys);
    }
}
