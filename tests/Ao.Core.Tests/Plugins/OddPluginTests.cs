using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Ao.Plugins;
using Ao.Terminals;

namespace Ao.Core.Tests.Plugins;

/// <summary>Plugins as people build them, loaded from their folders.</summary>
public sealed class OddPluginTests
{
    [Fact]
    public async Task Get_TwoVersionsOfOneLibrary_EachPluginHasItsOwn()
    {
        await using var fixture = new PluginFixture("json-old", "json-new");
        await fixture.StartAsync();

        Assert.Equal("12.0.0.0 true", await fixture.CaptureAsync("json-old"));
        Assert.Equal("13.0.0.0 true", await fixture.CaptureAsync("json-new"));
    }

    [Fact]
    public async Task Start_BuiltOnNewerExtensions_IsUnifiedToTheHostAndWarnsOfIt()
    {
        await using var fixture = new PluginFixture("newer-extensions");
        Assert.True(File.Exists(Path.Combine(fixture.Folder, "newer-extensions", "0.1.0", "Microsoft.Extensions.Hosting.Abstractions.dll")));

        await fixture.StartAsync();

        Assert.Equal("True 10.0.0.0", await fixture.CaptureAsync("newer-extensions"));
        Assert.Contains(fixture.Logs.GetSnapshot(), static entry => entry.Message.Contains("was built on Microsoft.Extensions.Hosting.Abstractions 11.0.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_NativeLibrary_IsLoadedFromThePluginsFolder()
    {
        await using var fixture = new PluginFixture("native");
        await fixture.StartAsync();

        var parts = (await fixture.CaptureAsync("native")).Split(' ', 2);

        Assert.True(Version.Parse(parts[0]).Major >= 3);
        Assert.StartsWith(fixture.Folder, parts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OwnCopyOfTheContract_TheHostsIsUsed()
    {
        await using var fixture = new PluginFixture("own-contract");
        Assert.True(File.Exists(Path.Combine(fixture.Folder, "own-contract", "0.1.0", "Ao.Abstractions.dll")));

        await fixture.StartAsync();

        Assert.Equal(typeof(ITerminal).Assembly.Location, await fixture.CaptureAsync("own-contract"));
    }

    [Fact]
    public async Task Get_AnotherCopyOfTheContract_TheHostsIsUsed()
    {
        await using var fixture = new PluginFixture("own-contract");
        var copy = Path.Combine(fixture.Folder, "own-contract", "0.1.0", "Ao.Abstractions.dll");
        AssemblyIdentity.Change(copy, majorVersion: 9);

        await fixture.StartAsync();

        Assert.Equal(new Version(9, 0, 0, 0), AssemblyName.GetAssemblyName(copy).Version);
        Assert.Equal(typeof(ITerminal).Assembly.Location, await fixture.CaptureAsync("own-contract"));
    }

    [Fact]
    public async Task Start_TwoPluginsFromFoldersFillOneName_SaysWhichAndHowToChoose()
    {
        await using var fixture = new PluginFixture("json-new", "twin");

        Assert.Equal("The terminal 'json-new' is filled by several plugins: json-new, twin. Switch off all but one, such as by Ao:Plugins:twin:Enabled = false.", await fixture.FailAsync());
    }

    [Fact]
    public async Task Start_OwnActivitySourceAndHostedService_AreSeenAndRun()
    {
        var seen = new ConcurrentBag<string>();
        var beat = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Ao.Plugins.Observed" or AoTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                seen.Add($"{activity.OperationName} {activity.SpanId}");
                if (activity.OperationName == "heart.beat")
                {
                    beat.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var fixture = new PluginFixture("observed");
        var beats = fixture.Combine("data", "plugins", "observed", "beats");

        await fixture.StartAsync();
        await beat.Task.WaitAsync(TestContext.Current.CancellationToken);
        var parent = await fixture.CaptureAsync("observed");

        Assert.Equal("observed", await File.ReadAllTextAsync(beats, TestContext.Current.CancellationToken));
        Assert.Contains(seen, span => span == $"ao.plugin.call {parent}");
        Assert.Contains(fixture.Logs.GetSnapshot(), static entry => entry.Message == "The heart of 0.1.0 beats");

        await fixture.Stage.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(File.Exists(beats));
    }

    [Theory]
    [InlineData("throwing-constructor", "could not be created: InvalidOperationException: The constructor gave up.")]
    [InlineData("throwing-configure", "could not be configured: NotImplementedException: Configure is not finished.")]
    public async Task Start_PluginThrows_SaysWhatAndFails(string id, string problem)
    {
        await using var fixture = new PluginFixture(id);

        var message = await fixture.FailAsync();

        Assert.Equal($"The plugin '{id}' {problem} This is a defect of the plugin: update it, or tell its author.", message);
        Assert.Equal(PluginStatus.Failed, fixture[id].Status);
        Assert.Equal(message, Assert.Throws<PluginException>(() => fixture.Catalog.Get<ITerminal>(id)).Message);
    }

    [Theory]
    [InlineData("newer-minor", "needs contract 1.9; this host has 1.0. Upgrade the host, or rebuild the plugin against Ao.Abstractions 1.0.")]
    [InlineData("older-major", "was built on contract 0.9; this host has 1.0 and runs plugins built on 1.0 to 1.0. Install a version of the plugin for contract 1, or use a host of contract 0.")]
    [InlineData("unstamped", "carries no contract version. Set AoPluginId in its project, reference the package Ao.Abstractions and build it again.")]
    [InlineData("other-major", "was built on contract 2.0; this host has 1.0 and runs plugins built on 1.0 to 1.0. Install a version of the plugin for contract 1, or use a host of contract 2.")]
    public async Task Start_WrongContract_SaysWhichIsNeeded(string id, string problem)
    {
        await using var fixture = new PluginFixture(id);

        Assert.Equal($"The plugin '{id}' 0.1.0 {problem}", await fixture.FailAsync());
        Assert.Equal(PluginStatus.Incompatible, fixture[id].Status);
    }

    [Fact]
    public async Task Start_OnlyTheHostHasTheDependency_IsMissingAllTheSame()
    {
        await using var fixture = new PluginFixture("native");
        var folder = Path.Combine(fixture.Folder, "native", "0.1.0");
        File.Delete(Path.Combine(folder, "Microsoft.Data.Sqlite.dll"));
        File.Delete(Path.Combine(folder, "Native.deps.json"));
        Assert.NotNull(typeof(Microsoft.Data.Sqlite.SqliteConnection));

        Assert.StartsWith("The plugin 'native' 0.1.0 lacks Microsoft.Data.Sqlite.dll in ", await fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_RefersToTheCore_IsRefused()
    {
        await using var fixture = new PluginFixture("core-reference");

        Assert.Equal("The plugin 'core-reference' 0.1.0 refers to Ao.Core, which is the host's own. Reference Ao.Abstractions alone of Ao, and build the plugin again.", await fixture.FailAsync());
    }

    [Fact]
    public async Task Start_MissingDependency_NamesTheFile()
    {
        await using var fixture = new PluginFixture("missing-dependency");

        var message = await fixture.FailAsync();

        Assert.Contains("lacks Newtonsoft.Json.dll in ", message, StringComparison.Ordinal);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), static assembly => assembly.GetName().Name == "MissingDependency");
    }
}
