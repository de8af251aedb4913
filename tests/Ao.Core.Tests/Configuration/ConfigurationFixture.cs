using Ao.Configuration;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Core.Tests.Configuration;

/// <summary>Reads configurations as an orchestrator does.</summary>
internal static class ConfigurationFixture
{
    public static AoOptions Bind(IConfiguration? section, Action<AoOptions>? configure = null)
    {
        IConfigureOptions<AoOptions>[] steps = configure is null ? [] : [new ConfigureOptions<AoOptions>(configure)];
        return new AoOptionsFactory("test", section, steps, [], []).Create("");
    }

    public static AoOptions BindKeys(params (string Key, string? Value)[] keys) =>
        Bind(new ConfigurationBuilder().AddInMemoryCollection(keys.Select(key => KeyValuePair.Create(key.Key, key.Value))).Build().GetSection("Ao"));

    public static IReadOnlyList<string> ProblemsOfKeys(params (string Key, string? Value)[] keys) =>
        Assert.Throws<ConfigurationException>(() => BindKeys(keys)).Problems;

    public static IConfigurationRoot LoadYaml(TempFolder folder, string yaml, string name = "ao.yaml")
    {
        File.WriteAllText(folder.Combine(name), yaml);
        return new ConfigurationBuilder().SetBasePath(folder.Path).AddAoYamlFile(name).Build();
    }

    public static AoOptions BindYaml(string yaml)
    {
        using var folder = new TempFolder();
        return Bind(LoadYaml(folder, yaml).GetSection("Ao"));
    }

    public static IReadOnlyList<string> ProblemsOfYaml(string yaml) => Assert.Throws<ConfigurationException>(() => BindYaml(yaml)).Problems;
}
