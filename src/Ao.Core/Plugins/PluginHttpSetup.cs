using System.Net;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Ao.Plugins;

/// <summary>Sets up the HTTP clients of plugins, in the host's own factory where it has one; no other client is touched.</summary>
/// <remarks>What changes something is sent once, whatever the answer. What only reads is repeated twice when the service fails; where the service asks to wait, the plugin decides.
/// A service that fails again and again is left alone for a while. A redirect is not followed, so that a credential goes nowhere but where the plugin sends it.</remarks>
internal sealed class PluginHttpSetup(TimeProvider time) : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    /// <summary>What the names of plugins' clients begin with.</summary>
    public const string Prefix = "Ao.Plugins.";

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    // A plugin has a time of its own, which its options set: this is for one that has none, and longer than the longest of the others (10 minutes, of the forges).
    private static readonly TimeSpan s_answerTimeout = TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(15);

    public void Configure(HttpClientFactoryOptions options)
    {
        // The client without a name is the host's.
    }

    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        if (name?.StartsWith(Prefix, StringComparison.Ordinal) is not true)
        {
            return;
        }

        // One for all handlers of the client, so that what is known of the service outlives each of them.
        var pipeline = Pipeline(time);

        // The client's own 100 seconds would end what the pipeline and the plugin still wait for.
        options.HttpClientActions.Add(static client => client.Timeout = Timeout.InfiniteTimeSpan);
        options.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            if (builder.PrimaryHandler is SocketsHttpHandler sockets)
            {
                sockets.AllowAutoRedirect = false;
                sockets.UseCookies = false;
                sockets.ConnectTimeout = s_connectTimeout;
                sockets.PooledConnectionLifetime = s_connectionLifetime;
                sockets.AutomaticDecompression = DecompressionMethods.All;
            }

            builder.AdditionalHandlers.Add(new PluginHttpFaults());
            builder.AdditionalHandlers.Add(new ResilienceHandler(pipeline));
        });
    }

    private static ResiliencePipeline<HttpResponseMessage> Pipeline(TimeProvider time)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = false,
            ShouldHandle = static arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is HttpRequestException
                || arguments.Outcome.Result is { StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, Headers.RetryAfter: null }),
        };
        retry.DisableForUnsafeHttpMethods();
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(retry)
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                SamplingDuration = TimeSpan.FromSeconds(60),
                BreakDuration = TimeSpan.FromSeconds(15),
                MinimumThroughput = 10,
                FailureRatio = 0.9,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is HttpRequestException || arguments.Outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError),
            })
            .AddTimeout(s_answerTimeout)
            .Build();
    }
}
