using Ao.Plugins.GitLab.Tests.Stub;
using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Ao.Plugins.GitLab.Tests;

/// <summary>The plugin as in a host, over our stub of GitLab.</summary>
internal sealed class GitLabFixture : IAsyncDisposable
{
    private GitLabFixture(StubGitLab stub, StubProject project, PluginHarness harness, FakeLogCollector logs)
    {
        Stub = stub;
        Project = project;
        Harness = harness;
        Logs = logs;
    }

    public StubGitLab Stub { get; }

    public StubProject Project { get; }

    public PluginHarness Harness { get; }

    public FakeLogCollector Logs { get; }

    public GitLabScm Scm => (GitLabScm)Harness.Get<IScm>("gitlab");

    public ITracker Tracker => Harness.Get<ITracker>("gitlab");

    public ProjectSource Source { get; } = new() { Project = new ProjectId("shop"), Location = "group/shop" };

    /// <summary>Gets the push target.</summary>
    public string Target => $"{Stub.Address.AbsoluteUri.TrimEnd('/')}/group/shop";

    public static string Sha(char digit) => new(digit, 40);

    public static async Task<GitLabFixture> StartAsync(Action<Dictionary<string, string?>>? options = null, Action<IServiceCollection>? configure = null)
    {
        var stub = await StubGitLab.StartAsync();
        var project = stub.AddProject("group/shop");
        project.Branches["main"] = Sha('a');
        project.Branches["feature"] = Sha('f');
        var settings = new Dictionary<string, string?>
        {
            ["Address"] = stub.Address.AbsoluteUri,
            ["Token"] = StubGitLab.Token,
            ["WriteSpacing"] = "00:00:00",
            ["BackgroundInterval"] = "00:00:00.005",
            ["IssueInterval"] = "00:00:00.020",
        };
        options?.Invoke(settings);
        var logs = new FakeLogCollector();
        var harness = await PluginHarness.StartAsync<GitLabPlugin>(settings, services =>
        {
            services.AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(logs)]));
            services.AddSingleton<IHttpClients, HostClients>();
            configure?.Invoke(services);
        });
        return new GitLabFixture(stub, project, harness, logs);
    }

    public T Get<T>()
        where T : notnull => Harness.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        await Stub.DisposeAsync();
        Assert.Empty(Stub.Violations);
        Assert.DoesNotContain(Logs.GetSnapshot(), record => record.Message.Contains(StubGitLab.Token, StringComparison.Ordinal));
    }
}
