using System.Security.Cryptography;
using System.Text;
using Ao.Commands;
using Ao.Plugins;
using Ao.Plugins.GitHub;
using Ao.Plugins.GitHub.Looks;
using Ao.Plugins.GitHub.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.Benchmarks.Forge;

/// <summary>The plugin's own reader and webhooks, against a server.</summary>
internal sealed class ForgeHost : IAsyncDisposable
{
    public const string Secret = "a secret of the webhooks";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ao-forge-");
    private readonly ServiceProvider _services;
    private int _deliveries;

    public ForgeHost(Uri address, TimeProvider timeProvider)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(timeProvider);
        services.AddSingleton<ICommandRunner>(new CommandRunner(TimeProvider.System));
        services.AddSingleton<IHttpClients, PlainClients>();
        services.AddSingleton(new PluginEnvironment { Id = "github", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = _folder.FullName });
        services.AddSingleton<IOptions<GitHubOptions>>(new OptionsWrapper<GitHubOptions>(new GitHubOptions { Address = address, ApiAddress = address, Token = "token", WebhookSecret = Secret }));
        services.AddGitHubApi().AddGitHubForge();
        _services = services.BuildServiceProvider();
    }

    public PullRequestLooks Looks => _services.GetRequiredService<PullRequestLooks>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Sends a webhook, signed as GitHub signs it.</summary>
    public ValueTask<WebhookReply> SendAsync(string name, string payload, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(payload);
        return _services.GetRequiredService<WebhookIntake>().ReceiveAsync(
            new WebhookRequest
            {
                Body = body,
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["X-GitHub-Event"] = name,
                    ["X-GitHub-Delivery"] = $"{++_deliveries:x8}-0000-0000-0000-000000000000",
                    ["X-Hub-Signature-256"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)),
                },
            },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class PlainClients : IHttpClients, IDisposable
    {
        private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

        public HttpClient Create(string name) => _client;

        public void Dispose() => _client.Dispose();
    }
}
