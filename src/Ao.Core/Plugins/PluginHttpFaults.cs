using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ao.Plugins;

/// <summary>Gives what the guards of a client throw in the form that an HTTP client itself would: a plugin knows no other.</summary>
internal sealed class PluginHttpFaults : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException exception)
        {
            // As where no connection could be made: nothing was sent.
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{request.RequestUri?.Host} has failed again and again and is left alone for a while.", exception);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new TaskCanceledException($"{request.RequestUri?.Host} has not answered in time.", new TimeoutException(exception.Message, exception));
        }
    }
}
