namespace Ao.Plugins.GitLab.Tests;

/// <summary>HTTP clients as a host gives them: they follow no redirect, unless a test wants to see what happens then.</summary>
internal sealed class HostClients(bool followsRedirects = false) : IHttpClients, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = followsRedirects, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public HttpClient Create(string name) => _client;

    public void Dispose() => _client.Dispose();
}
