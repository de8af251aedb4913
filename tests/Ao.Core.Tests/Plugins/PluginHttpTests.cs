using System.Net;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Plugins;

/// <summary>What the HTTP clients of plugins do by themselves, and what they leave to the plugin.</summary>
public sealed class PluginHttpTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Queue<Func<HttpResponseMessage>> _answers = [];
    private readonly List<string> _requests = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ServiceProvider _services;
    private Task<HttpResponseMessage>? _pending;

    public PluginHttpTests()
    {
        var services = new ServiceCollection();
        services.AddHttpClient();
        services.AddSingleton<TimeProvider>(_time);
        services.AddPluginHttp();
        services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = new Answering(this)));
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HttpClient Client => new PluginHttpClients(_services.GetRequiredService<IHttpClientFactory>(), "chime").Create("api");

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData("GET", "503 200", 2)]
    [InlineData("GET", "502 504 200", 3)]
    [InlineData("GET", "500", 1)]
    [InlineData("GET", "429", 1)]
    [InlineData("GET", "lost 200", 2)]
    [InlineData("POST", "503", 1)]
    [InlineData("PATCH", "lost", 1)]
    [InlineData("PUT", "502", 1)]
    [InlineData("DELETE", "504", 1)]
    [InlineData("GET", "503-after-60", 1)]
    [InlineData("GET", "302", 1)]
    public async Task Send_Answers_OnlyReadingIsRepeated(string method, string answers, int expected)
    {
        foreach (var answer in answers.Split(' '))
        {
            Answer(answer);
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), "https://service.example/x");
        try
        {
            var sending = Client.SendAsync(request, Token);
            while (!sending.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }

            using var response = await sending;
            Assert.Equal(answers.Split(' ')[^1].Split('-')[0], ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException)
        {
            Assert.EndsWith("lost", answers, StringComparison.Ordinal);
        }

        Assert.Equal(expected, _requests.Count);
    }

    [Fact]
    public async Task Send_FailsAgainAndAgain_IsLeftAlone_AsIfItWereNotThere()
    {
        for (var call = 0; call < 40; call++)
        {
            Answer("500");
        }

        HttpRequestException? refused = null;
        for (var call = 0; call < 40 && refused is null; call++)
        {
            try
            {
                using var response = await Client.PostAsync(new Uri("https://service.example/x"), content: null, Token);
            }
            catch (HttpRequestException exception)
            {
                refused = exception;
            }
        }

        Assert.Equal(HttpRequestError.ConnectionError, refused!.HttpRequestError);
        Assert.InRange(_requests.Count, 10, 39);
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(620, true)]
    public async Task Send_NoAnswer_IsWaitedForLongerThanAnyPluginDoes(int seconds, bool isEnded)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Client.Timeout);
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending = answer.Task;
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://service.example/x");

        var sending = Client.SendAsync(request, Token);
        await _asked.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        answer.TrySetResult(response);

        var fault = await Record.ExceptionAsync(() => sending);
        Assert.Equal(isEnded, fault is TaskCanceledException { InnerException: TimeoutException });
        Assert.Equal(isEnded, fault is not null);
    }

    [Fact]
    public void Client_OfTheHost_IsNotTouched() =>
        Assert.DoesNotContain("Resilience", HandlersOf(_services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("host")), StringComparison.Ordinal);

    [Fact]
    public void Client_OfAPlugin_FollowsNoRedirectAndKeepsNoCookie()
    {
        var services = new ServiceCollection();
        services.AddHttpClient();
        services.AddSingleton(TimeProvider.System);
        services.AddPluginHttp();
        using var provider = services.BuildServiceProvider();
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(PluginHttpSetup.Prefix + "chime.api");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        var sockets = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.False(sockets.AllowAutoRedirect);
        Assert.False(sockets.UseCookies);
    }

    private static string HandlersOf(HttpMessageHandler handler) => handler.GetType().Name + (handler is DelegatingHandler { InnerHandler: { } inner } ? " " + HandlersOf(inner) : "");

    private void Answer(string answer) => _answers.Enqueue(answer.Split('-') switch
    {
        ["lost"] => static () => throw new HttpRequestException(HttpRequestError.ConnectionError),
        [var status, "after", var seconds] => () =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture));
            response.Headers.Add("Retry-After", seconds);
            return response;
        },
        [var status] => () => new HttpResponseMessage((HttpStatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException(answer),
    });

    private sealed class Answering(PluginHttpTests tests) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            tests._requests.Add(request.Method.Method);
            if (tests._pending is { } pending)
            {
                tests._asked.TrySetResult();
                return pending.WaitAsync(cancellationToken);
            }

            try
            {
                return Task.FromResult(tests._answers.Dequeue()());
            }
            catch (HttpRequestException exception)
            {
                return Task.FromException<HttpResponseMessage>(exception);
            }
        }
    }
}
