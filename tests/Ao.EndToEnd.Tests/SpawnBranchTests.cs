using Ao.Configuration;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests;

/// <summary>Branches that sessions cannot have, over the real scm.</summary>
[Collection("One at a time")]
public sealed class SpawnBranchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Spawn_OnABranchThatCannotBe_IsOneClearErrorAndMakesNoSession()
    {
        var repository = _folder.Combine("repository");
        Directory.CreateDirectory(repository);
        await Git.RunAsync(repository, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(repository, "Begin");
        await Git.RunAsync(repository, "branch", "feature/one");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = _folder.Combine("data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Projects["shop"] = new ProjectOptions { Path = repository, Agents = { ["command"] = new AgentOptions { Command = ["true"] } } };
        });
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();

        foreach (var branch in (string[])["main", "feature", "feature/one/more", "HEAD", "x.lock", "x~1", "@{u}", "-x", "a b", "x\n", "x\u202ey"])
        {
            var error = await Assert.ThrowsAnyAsync<AoException>(() => SpawnAsync(branch));
            Assert.Contains("branch", error.Message, StringComparison.Ordinal);
        }

        var spawned = await SpawnAsync("feature/two");
        Assert.Equal("shop-1", spawned.Id.Value);
        Assert.Single(orchestrator.List());
        await host.StopAsync(TestContext.Current.CancellationToken);

        Task<Session> SpawnAsync(string branch) => orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it.", Branch = branch }, TestContext.Current.CancellationToken);
    }
}
