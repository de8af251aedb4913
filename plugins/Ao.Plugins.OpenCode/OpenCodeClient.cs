namespace Ao.Plugins.OpenCode;

/// <summary>Makes the callers of OpenCode's server, which share connections.</summary>
/// <remarks>It has an HTTP client of its own: the calls go to loopback and carry a password, so they must neither pass a proxy nor follow a redirect.</remarks>
internal sealed class OpenCodeClient(TimeProvider timeProvider) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public OpenCodeServer For(OpenCodeRun run) => new(_client, run, timeProvider);

    public void Dispose() => _client.Dispose();
}
