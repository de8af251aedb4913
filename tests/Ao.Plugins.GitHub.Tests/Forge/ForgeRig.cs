using Ao.Commands;
using Ao.Plugins;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Issues;
using Ao.Scm;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ForgeForks = Ao.Plugins.GitHub.Forge.Forks;
using ForgePulls = Ao.Plugins.GitHub.Forge.PullRequests;
using ForgeReviews = Ao.Plugins.GitHub.Forge.Reviews;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>What the plugin makes of GitHub, over real HTTP to a stub.</summary>
internal sealed class ForgeRig : IAsyncDisposable
{
    public const string Token = "ghp_SecretOfTheTests0123456789";
    private readonly bool _ownsStub;
    private readonly TempFolder _folder;
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;

    private ForgeRig(StubGitHub stub, bool ownsStub, TempFolder? folder)
    {
        (Stub, _ownsStub, _folder, _ownsFolder) = (stub, ownsStub, folder ?? new TempFolder(), folder is null);
        Source = new ProjectSource { Project = new ProjectId("shop"), Location = "o/r" };
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(TimeProvider.System).AddSingleton<ICommandRunner, CommandRunner>().AddSingleton<IHttpClients, Clients>();
        services.AddSingleton(new PluginEnvironment { Id = "github", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = _folder.Path });
        services.AddOptions<GitHubOptions>().Configure(options =>
        {
            options.Address = stub.Address;
            options.GitAddress = "file:///srv/git/{owner}/{name}.git";
            options.Token = Token;
            options.Timeout = TimeSpan.FromSeconds(1);
            options.WriteInterval = TimeSpan.Zero;
        });
        services.AddGitHubApi().AddGitHubForge().AddSingleton<IBranchPublisher>(Publisher);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public StubGitHub Stub { get; }

    public StubPublisher Publisher { get; } = new();

    public ProjectSource Source { get; }

    public string Own => "file:///srv/git/o/r.git";

    public ForgePulls Pulls => Get<ForgePulls>();

    public Checks Checks => Get<Checks>();

    public ForgeReviews Reviews => Get<ForgeReviews>();

    public Threads Threads => Get<Threads>();

    public ForgeForks Forks => Get<ForgeForks>();

    public ForkNetwork Network => Get<ForkNetwork>();

    public GitHubTracker Tracker => Get<GitHubTracker>();

    public GitHubReporter Reporter => Get<GitHubReporter>();

    public static async Task<ForgeRig> StartAsync() => new(await StubGitHub.StartAsync(), ownsStub: true, folder: null);

    /// <summary>Makes another host of the plugin beside a stub that goes on, and over a folder where one is given.</summary>
    public static ForgeRig Over(StubGitHub stub, TempFolder? folder = null) => new(stub, ownsStub: false, folder);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public OperationKey Key(string name = "shop-1/do") => new(name);

    public PullRequestRequest Open(string body = "What it does.") => new()
    {
        Key = Key(),
        Source = Source,
        Revision = Json.Head,
        PushTarget = Own,
        HeadBranch = "change",
        BaseBranch = "main",
        Title = "A change",
        Body = body,
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsStub)
        {
            await Stub.DisposeAsync();
        }

        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }

    private sealed class Clients : IHttpClients, IDisposable
    {
        private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

        public HttpClient Create(string name) => _client;

        public void Dispose() => _client.Dispose();
    }
}
