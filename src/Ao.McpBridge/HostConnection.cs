using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ModelContextProtocol.Client;

namespace Ao.McpBridge;

/// <summary>The way to the host. Each message is a request of its own, so that a host that was started again is simply there again.</summary>
internal sealed class HostConnection : IDisposable
{
    /// <summary>How often, and at what interval, the host is tried at the start: it may just be starting again.</summary>
    private const int Tries = 5;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly BridgeSettings _settings;
    private readonly HttpClient _client;

    private HostConnection(BridgeSettings settings, HttpClient client) => (_settings, _client) = (settings, client);

    public static HostConnection Open(BridgeSettings settings)
    {
        // No proxy: the host is on this machine. No time limit: what a tool may take is the host's to say.
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        return new HostConnection(settings, client);
    }

    /// <summary>Looks whether the host is there and takes the token.</summary>
    /// <exception cref="BridgeException">It is not, or does not.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                // Not a method of the transport: the host answers without doing anything, once the token is good.
                using var request = new HttpRequestMessage(HttpMethod.Options, _settings.Address);
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if (response.StatusCode != HttpStatusCode.NoContent)
                {
                    throw new BridgeException(response.StatusCode == HttpStatusCode.Unauthorized
                        ? $"The host at {_settings.Address} does not take the token: the run that it stands for has ended."
                        : $"What answers at {_settings.Address} is no Ao host: it says {(int)response.StatusCode}.");
                }

                return;
            }
            catch (HttpRequestException exception) when (tries < Tries && exception.InnerException is SocketException)
            {
                await Task.Delay(s_interval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException exception)
            {
                throw new BridgeException($"The host at {_settings.Address} cannot be reached: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Makes the transport. It opens no connection that a restart of the host could break.</summary>
    public HttpClientTransport CreateTransport() => new(
        new HttpClientTransportOptions
        {
            Endpoint = _settings.Address,
            Name = "ao",
            TransportMode = HttpTransportMode.StreamableHttp,
            EnableStandaloneGetStream = false,
            OwnsSession = false,
        },
        _client);

    public void Dispose() => _client.Dispose();
}
