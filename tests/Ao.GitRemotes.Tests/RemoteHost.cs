using Ao.Commands;
using Ao.Git;
using Ao.Git.Remotes;
using Ao.Git.Workspaces;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.GitRemotes.Tests;

/// <summary>One host's plugin over a remote, with a data folder of its own.</summary>
internal sealed class RemoteHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RemoteHost(string dataFolder, Func<string, string> addressOf, TimeProvider? time = null)
    {
        Remotes = new StubRemotes(addressOf);
        DataFolder = dataFolder;
        Directory.CreateDirectory(dataFolder);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<ICommandRunner>(Runner)
            .AddSingleton(new PluginEnvironment { Id = "forge", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = dataFolder })
            .AddSingleton(new GitSettings { Program = "git", Timeout = TimeSpan.FromMinutes(1), KeepIgnoredBytes = 1024 })
            .AddSingleton<IRemotes>(Remotes)
            .AddRemoteWorkspaces()
            .AddSingleton<RemoteScm>()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public string DataFolder { get; }

    public StubRemotes Remotes { get; }

    public RecordingRunner Runner { get; } = new(new CommandRunner(TimeProvider.System));

    public RemoteScm Scm => Get<RemoteScm>();

    public RemoteClaims Claims => Get<RemoteClaims>();

    public string Mirror => Assert.Single(Directory.GetDirectories(Path.Combine(DataFolder, "mirrors")));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask<ControlRepository> ControlAsync(Scm.ProjectSource source) => Get<ControlRepositories>().OfAsync(source, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
