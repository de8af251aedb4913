using Ao.Configuration;
using Ao.Hosting;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.Core.Tests.Plugins;

/// <summary>What a configuration says of plugins, checked before anything starts.</summary>
public sealed class PluginConfigurationTests
{
    [Fact]
    public async Task StartAsync_MistakesOfTheCoreAndOfPluginsInTwoOrchestrators_AreReportedTogether()
    {
        await using var fixture = new PluginFixture();
        fixture.Install("optional");
        fixture.Install("coder");
        var keys = new Dictionary<string, string?>
        {
            ["One:DataFolder"] = fixture.Combine("one"),
            ["One:PluginFolders:0"] = fixture.Folder,
            ["One:Admission:MaxSessions"] = "0",
            ["One:Plugins:OPTIONL:Enabled"] = "true",
            ["One:Plugins:optional:Options:Retires"] = "1",
            ["Two:DataFolder"] = fixture.Combine("two"),
            ["Two:PluginFolders:0"] = fixture.Folder,
            ["Two:Projects:shop:Path"] = fixture.Combine("shop"),
            ["Two:Projects:shop:Scm"] = "gti",
            ["Two:Projects:shop:Runtime"] = "rocket",
            ["Two:Projects:shop:Agent"] = "CODER",
            ["Two:Projects:shop:Agents:Coder:Options:modle"] = "x",
            ["Two:Projects:shop:Agents:Coder:Options:Model"] = "x",
        };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(keys);
        builder.Services.AddAo("one", builder.Configuration.GetSection("One"));
        builder.Services.AddAo("two", builder.Configuration.GetSection("Two"));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Collection(
            error.Problems,
            static problem => Assert.StartsWith("one: One:Admission:MaxSessions: is out of range.", problem, StringComparison.Ordinal),
            static problem => Assert.StartsWith("one: Ao:Plugins:optionl: there is no such plugin in ", problem, StringComparison.Ordinal),
            static problem => Assert.Equal("one: One:Plugins:optional:Options:Retires: is not a setting. Did you mean 'Retries'?", problem),
            static problem => Assert.StartsWith("two: Ao:Projects:shop:Scm: no plugin fills the scm slot as 'gti'.", problem, StringComparison.Ordinal),
            static problem => Assert.StartsWith("two: Ao:Projects:shop:Runtime: no plugin fills the runtime slot as 'rocket'.", problem, StringComparison.Ordinal),
            static problem => Assert.Equal("two: Ao:Projects:shop:Agents:coder:Options:modle: is not a setting of the agent. Did you mean 'Model'?", problem));
        Assert.False(Directory.Exists(fixture.Combine("one")));
    }
}
