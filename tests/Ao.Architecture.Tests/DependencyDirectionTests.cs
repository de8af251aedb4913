namespace Ao.Architecture.Tests;

/// <summary>Dependencies point one way: plugins -> Ao.Abstractions &lt;- Ao.Core &lt;- hosts.</summary>
public sealed class DependencyDirectionTests
{
    private const string PluginPrefix = "Ao.Plugins.";

    private static readonly string[] s_shared =
    [
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.Options",
        "Microsoft.Extensions.Primitives",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Diagnostics.Abstractions",
        "System.Diagnostics.DiagnosticSource",
    ];

    // What each project under src may know of the others. A new one has to be entered here.
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Ao.Abstractions"] = [],
        ["Ao.Core"] = ["Ao.Abstractions"],
        ["Ao.AspNetCore"] = ["Ao.Abstractions", "Ao.Core"],

        // The bridge is started by agents, far from the engine, and knows none of it.
        ["Ao.McpBridge"] = [],
        ["Ao.Orleans"] = ["Ao.Abstractions", "Ao.Core"],
        ["Ao.Testing"] = ["Ao.Abstractions", "Ao.Core"],
        ["Ao.Cli"] = ["Ao.Abstractions", "Ao.Core", "Ao.AspNetCore", "Ao.Orleans"],
    };

    public static TheoryData<string> Sources => [.. Repository.ProjectsIn("src").Select(static project => project.Name)];

    public static TheoryData<string> Plugins => [.. Repository.ProjectsIn("plugins").Select(static project => project.Name)];

    [Fact]
    public void Repository_HasSourcesAndPlugins()
    {
        Assert.Contains("Ao.Core", Repository.ProjectsIn("src").Select(static project => project.Name));
        Assert.Contains("Ao.Plugins.Git", Repository.ProjectsIn("plugins").Select(static project => project.Name));
    }

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Plugin_KnowsTheContractOnly(string name)
    {
        var plugin = Find("plugins", name);

        Assert.Equal(["Ao.Abstractions"], plugin.ProjectReferences);
        Assert.Equal(["Ao.Abstractions"], plugin.ResolvedProjects());
        Assert.Equal(["Ao.Abstractions"], plugin.AssemblyReferences().Where(IsOurs));
        Assert.DoesNotContain(plugin.PackageReferences, IsOurs);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_KnowsWhatLiesBelowIt(string name)
    {
        var project = Find("src", name);
        Assert.True(s_allowed.TryGetValue(name, out var allowed), $"{name} is new: say in this test what it may know.");

        Assert.Empty(project.ProjectReferences.Except(allowed));
        Assert.Empty(project.ResolvedProjects().Except(allowed));
        Assert.Empty(project.AssemblyReferences().Where(IsOurs).Except(allowed));
        Assert.DoesNotContain(project.PackageReferences, IsOurs);
    }

    [Fact]
    public void Abstractions_NeedWhatHostAndPluginsShareOnly()
    {
        var abstractions = Find("src", "Ao.Abstractions");

        Assert.Empty(abstractions.PackageReferences.Except(s_shared));
        Assert.Empty(abstractions.AssemblyReferences().Where(static name => name.StartsWith("Microsoft.", StringComparison.Ordinal)).Except(s_shared));
    }

    [Fact]
    public void Hosts_NameNoPluginsAssembly()
    {
        foreach (var host in Repository.ProjectsIn("src").Concat(Repository.ProjectsIn("samples")))
        {
            Assert.DoesNotContain(host.ProjectReferences, static name => name.StartsWith(PluginPrefix, StringComparison.Ordinal) || name == "*");
        }
    }

    private static SourceProject Find(string folder, string name) => Repository.ProjectsIn(folder).Single(project => project.Name == name);

    private static bool IsOurs(string name) => name == "Ao" || name.StartsWith("Ao.", StringComparison.Ordinal);
}
