using System.Net;
using System.Text;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Auth;
using Ao.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.GitHub.Tests.Api;

/// <summary>The plugin's services, with a handler in place of the network.</summary>
internal sealed class StubGitHub : HttpMessageHandler, IHttpClients
{
    public const string Token = "ghp_SecretSecretSecret";
    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;

    public StubGitHub(Func<HttpRequestMessage, HttpResponseMessage> answer, Action<GitHubOptions>? configure = null, ICommandRunner? commands = null, IReadOnlyDictionary<string, string>? variables = null, string? folder = null)
    {
        Answer = answer;
        _ownsFolder = folder is null;
        _folder = folder is null ? Directory.CreateTempSubdirectory("ao-github-") : Directory.CreateDirectory(folder);
        var options = new GitHubOptions { Token = Token };
        configure?.Invoke(options);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(Log)]));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(commands ?? NSubstitute.Substitute.For<ICommandRunner>());
        services.AddSingleton<IHttpClients>(this);
        services.AddSingleton(new PluginEnvironment { Id = "github", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = _folder.FullName });
        services.AddSingleton<IOptions<GitHubOptions>>(new OptionsWrapper<GitHubOptions>(options));
        services.AddGitHubApi().AddGitHubForge();
        services.AddSingleton<HostVariables>(new FixedVariables(variables ?? new Dictionary<string, string>()));
        _services = services.BuildServiceProvider();
    }

    public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; }

    public FakeLogCollector Log { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public List<(string Call, string? Authorization, string? ETag)> Calls { get; } = [];

    public GitHubClient Client => Get<GitHubClient>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public HttpClient Create(string name) => new(this, disposeHandler: false);

    public static HttpResponseMessage Reply(int status, string body = "{}", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Calls)
        {
            Calls.Add(($"{request.Method} {request.RequestUri}", request.Headers.Authorization?.ToString(), request.Headers.TryGetValues("If-None-Match", out var tags) ? tags.First() : null));
        }

        return Task.FromResult(Answer(request));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Directory.Exists(_folder.FullName))
        {
            _services.Dispose();
            if (_ownsFolder)
            {
                _folder.Delete(recursive: true);
            }
        }

        base.Dispose(disposing);
    }

    private sealed class FixedVariables(IReadOnlyDictionary<string, string> variables) : HostVariables
    {
        public override string? Read(string name) => variables.GetValueOrDefault(name);
    }
}
