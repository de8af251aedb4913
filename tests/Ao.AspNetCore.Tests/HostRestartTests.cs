using System.Net;
using System.Net.Sockets;
using Ao.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Ao.AspNetCore.Tests;

/// <summary>Agents outlive their host, and find the next one.</summary>
public sealed class HostRestartTests : IDisposable
{
    private readonly ToolWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Restart_SameTokenAndAddress_GoOn()
    {
        var host = await _world.StartAsync();
        var (session, tools) = await _world.SpawnAsync(host.Services.GetRequiredService<IOrchestrator>());
        await using var client = await ToolClient.ConnectAsync(tools);
        await client.SayAsync("bug_report", ("title", "Before"), ("body", "x"));
        await EndAsync(host);

        await Assert.ThrowsAnyAsync<Exception>(() => client.SayAsync("list_sessions"));
        host = await _world.StartAsync();
        var said = await client.SayAsync("bug_report", ("title", "After"), ("body", "x"));

        Assert.False(said.IsError, said.Text);
        Assert.Equal(["Before", "After"], host.Services.GetRequiredService<IOrchestrator>().Get(session.Id).Reports.Select(static report => report.Report.Title));
        await EndAsync(host);
    }

    [Fact]
    public async Task Restart_PortTaken_FallsBackWithAWarning()
    {
        var host = await _world.StartAsync();
        var (_, before) = await _world.SpawnAsync(host.Services.GetRequiredService<IOrchestrator>());
        await EndAsync(host);
        using var squatter = new TcpListener(IPAddress.Loopback, before.Address.Port);
        squatter.Start();
        using var log = new FakeLoggerProvider();

        host = await _world.StartAsync(log);
        var (_, after) = await _world.SpawnAsync(host.Services.GetRequiredService<IOrchestrator>());
        await EndAsync(host);

        Assert.NotEqual(before.Address, after.Address);
        Assert.Contains(log.Collector.GetSnapshot(), record => record.Level == LogLevel.Warning && record.Message.Contains($"The port {before.Address.Port}", StringComparison.Ordinal));
        Assert.Equal($"{after.Address.Port}", await File.ReadAllTextAsync(Path.Combine(_world.DataFolder, "agent-tools", "port"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a port")]
    [InlineData("99999")]
    public async Task Start_KeptPortIsNone_TakesAnother(string kept)
    {
        Directory.CreateDirectory(Path.Combine(_world.DataFolder, "agent-tools"));
        await File.WriteAllTextAsync(Path.Combine(_world.DataFolder, "agent-tools", "port"), kept, TestContext.Current.CancellationToken);

        var host = await _world.StartAsync();
        var (_, tools) = await _world.SpawnAsync(host.Services.GetRequiredService<IOrchestrator>());
        await EndAsync(host);

        Assert.True(tools.Address.IsLoopback);
    }

    [Fact]
    public async Task Start_TwoOrchestrators_EachServesItsOwn()
    {
        using var otherWorld = new ToolWorld();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _world.AddTo(builder.Services, "acme").AddAgentTools();
        otherWorld.AddTo(builder.Services, "umbrella").AddAgentTools();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var acme = host.Services.GetRequiredKeyedService<IOrchestrator>("acme");
        var (session, tools) = await _world.SpawnAsync(acme);
        var (_, others) = await otherWorld.SpawnAsync(host.Services.GetRequiredKeyedService<IOrchestrator>("umbrella"));

        await using var client = await ToolClient.ConnectAsync(tools);
        await client.SayAsync("bug_report", ("title", "Acme's"), ("body", "x"));

        Assert.NotEqual(tools.Address, others.Address);
        Assert.NotEqual(tools.Token, others.Token);
        Assert.Single(acme.Get(session.Id).Reports);
        await Assert.ThrowsAnyAsync<Exception>(() => ToolClient.ConnectAsync(others with { Token = tools.Token }));
        await EndAsync(host);
    }

    [Fact]
    public async Task MapAoAgentTools_InAWebHost_ServesEachOrchestratorAtItsPath()
    {
        using var otherWorld = new ToolWorld();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _world.AddTo(builder.Services);
        otherWorld.AddTo(builder.Services, "acme");
        await using var app = builder.Build();
        app.MapAoAgentTools();
        app.MapAoAgentTools("/acme/tools", "acme");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var orchestrator = app.Services.GetRequiredService<IOrchestrator>();
        var (session, tools) = await _world.SpawnAsync(orchestrator);
        var (_, others) = await otherWorld.SpawnAsync(app.Services.GetRequiredKeyedService<IOrchestrator>("acme"), SessionRole.Orchestrator);

        await using var client = await ToolClient.ConnectAsync(tools);
        await using var lead = await ToolClient.ConnectAsync(others);
        await client.SayAsync("bug_report", ("title", "x"), ("body", "x"));

        Assert.Equal(("/ao/tools", "/acme/tools"), (tools.Address.AbsolutePath, others.Address.AbsolutePath));
        Assert.Equal((7, 11), ((await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).Count, (await lead.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).Count));
        Assert.Single(orchestrator.Get(session.Id).Reports);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task MapAoAgentTools_NoSuchOrchestrator_IsRefused()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.Contains("There is no orchestrator 'acme'", Assert.Throws<AoException>(() => app.MapAoAgentTools("/x", "acme")).Message, StringComparison.Ordinal);
    }

    private static async Task EndAsync(IHost host)
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}
