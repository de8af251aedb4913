using Ao.Journal;
using Ao.Plugins;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NSubstitute;

namespace Ao.Core.Tests.Hosting;

public sealed class HealthCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly IPluginCatalog _plugins = Substitute.For<IPluginCatalog>();
    private readonly IOrchestrator _orchestrator = Substitute.For<IOrchestrator>();
    private readonly IJournal _journal = Substitute.For<IJournal>();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_NotStarted_IsUnhealthy()
    {
        using var host = CreateHost();

        var entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("is not running: Created", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Running_IsHealthyAndCounts()
    {
        _plugins.List().Returns([new PluginDescriptor { Id = "git", Status = PluginStatus.Active }]);
        _journal.Head.Returns(42);
        _orchestrator.List().Returns([SessionOf(1, SessionStatus.Working), SessionOf(2, SessionStatus.Working), SessionOf(3, SessionStatus.Done)]);
        using var host = CreateHost();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal(42L, entry.Data["journal.head"]);
        Assert.Equal("Active", entry.Data["plugins.git"]);
        Assert.Equal(2, entry.Data["sessions.Working"]);
        Assert.Equal(1, entry.Data["sessions.Done"]);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Combine("data")));
    }

    [Fact]
    public async Task Check_PluginFailed_IsDegradedAndSaysWhy()
    {
        _plugins.List().Returns([new PluginDescriptor { Id = "slack", Status = PluginStatus.Failed, Problem = "No manifest." }]);
        using var host = CreateHost();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("slack (Failed): No manifest.", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FolderCannotBeWritten_IsUnhealthy()
    {
        using var host = CreateHost();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.Combine("data"), "in the way", TestContext.Current.CancellationToken);

        var entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("cannot be written to", entry.Description, StringComparison.Ordinal);
    }

    private static Session SessionOf(long number, SessionStatus status) => new()
    {
        Id = new SessionId("shop", number),
        Project = new ProjectId("shop"),
        Title = "",
        Prompt = "",
        Agent = "command",
        Branch = "",
        Status = status,
        CreatedAt = default,
        UpdatedAt = default,
    };

    private static async Task<HealthReportEntry> CheckAsync(IHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["ao"];
    }

    private IHost CreateHost()
    {
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake(
            "default",
            options => options.DataFolder = _folder.Combine("data"),
            parts => parts.AddSingleton(_plugins).AddSingleton(_orchestrator).AddSingleton(_journal));
        builder.Services.AddHealthChecks().AddAo();
        return builder.Build();
    }
}
