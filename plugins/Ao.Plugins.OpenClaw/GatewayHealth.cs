using System.Net;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Knows whether the gateway is well. It looks when somebody wants to send, and not again before a wait that grows while it is not: a gateway that is down costs a caller nothing.</summary>
internal sealed class GatewayHealth(IHttpClients clients, IOptions<OpenClawOptions> options, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan s_longestLook = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _goodUntil;
    private DateTimeOffset _notBefore;
    private TimeSpan _wait;
    private string _problem = "";
    private volatile bool _isSuspected;

    /// <summary>Returns when the gateway is well.</summary>
    /// <exception cref="TransientException">It is not.</exception>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = timeProvider.GetUtcNow();
            if (!_isSuspected && now < _goodUntil)
            {
                return;
            }

            if (now >= _notBefore)
            {
                _isSuspected = false;
                var problem = await LookAsync(cancellationToken).ConfigureAwait(false);
                if (problem is null)
                {
                    (_goodUntil, _wait) = (now + options.Value.HealthPeriod, TimeSpan.Zero);
                    return;
                }

                (_problem, _goodUntil) = (problem, default);
                _wait = Shorter(_wait == TimeSpan.Zero ? options.Value.HealthRetry : _wait * 2, options.Value.MaxHealthRetry);
                _notBefore = timeProvider.GetUtcNow() + _wait;
            }

            throw new TransientException($"The OpenClaw gateway is not well: {_problem}. It is asked again later.", _notBefore - timeProvider.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Notes that a call did not get through, so that the gateway is looked at before the next one.</summary>
    public void Suspect() => _isSuspected = true;

    public void Dispose() => _turn.Dispose();

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Looks.</summary>
    /// <returns>What is wrong with it, or <see langword="null"/>.</returns>
    private async ValueTask<string?> LookAsync(CancellationToken cancellationToken)
    {
        var limit = Shorter(options.Value.Timeout, s_longestLook);
        using var timeout = new CancellationTokenSource(limit, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, GatewayAddress.Of(options.Value, "/health"));
            using var response = await clients.Create("health").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);

            // A proxy may show nothing of the gateway but its hooks: what it says of the rest tells nothing about the gateway.
            return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError ? $"it answered {(int)response.StatusCode}" : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {limit.TotalSeconds:0.##} s";
        }
        catch (HttpRequestException exception)
        {
            return $"it cannot be reached ({exception.HttpRequestError})";
        }
    }
}
