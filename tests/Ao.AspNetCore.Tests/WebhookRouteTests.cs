using System.Net;
using System.Text;
using Ao.Plugins;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.AspNetCore.Tests;

/// <summary>Requests from outside reach the plugin that they are for, as they came.</summary>
public sealed class WebhookRouteTests : IAsyncLifetime
{
    private readonly ToolWorld _world = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _world.AddTo(builder.Services);
        _app = builder.Build();
        _app.MapAoWebhooks();
        await _app.StartAsync(Token);
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _world.Dispose();
    }

    [Fact]
    public async Task Post_ReachesThePluginByteForByte_AndItsAnswerComesBack()
    {
        WebhookRequest? got = null;
        _world.Tracker.OnRequest = request =>
        {
            got = request;
            return new WebhookReply(200, "{\"ok\":true}", "application/json");
        };
        byte[] body = [0, 1, 2, 255, 13, 10];
        using var content = new ByteArrayContent(body);
        content.Headers.Add("X-Signature", "sha256=abc");

        using var response = await _client.PostAsync(new Uri("/ao/webhooks/tracker/tracker?kind=issue&x=%2F", UriKind.Relative), content, Token);

        Assert.Equal(("{\"ok\":true}", "application/json"), (await response.Content.ReadAsStringAsync(Token), response.Content.Headers.ContentType!.ToString()));
        Assert.Equal(body, got!.Body.ToArray());
        Assert.Equal(("sha256=abc", "kind=issue&x=%2F"), (got.Header("x-signature"), got.Query));
    }

    [Theory]
    [InlineData("/ao/webhooks/tracker/tracker", 401)]
    [InlineData("/ao/webhooks/agent/agent", 404)]
    [InlineData("/ao/webhooks/nothing/tracker", 404)]
    [InlineData("/ao/webhooks/4/tracker", 404)]
    [InlineData("/ao/webhooks/tracker/%00", 400)]
    public async Task Post_Anything_IsAnsweredAndTellsNothing(string path, int expected)
    {
        using var response = await _client.PostAsync(new Uri(_client.BaseAddress!, path), new ByteArrayContent("{}"u8.ToArray()), Token);

        Assert.Equal((expected, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_TooLarge_IsRefusedBeforeThePluginSeesIt(bool hasLength)
    {
        var isSeen = false;
        _world.Tracker.OnRequest = _ =>
        {
            isSeen = true;
            return WebhookReply.Accepted;
        };
        using var content = new ByteArrayContent(new byte[WebhookRequest.MaxBody + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ao/webhooks/tracker/tracker") { Content = content };
        request.Headers.TransferEncodingChunked = !hasLength;

        using var response = await _client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.False(isSeen);
    }

    [Fact]
    public async Task Post_PluginFails_IsAskedForLater_AndNotToldWhy()
    {
        _world.Tracker.OnRequest = static _ => throw new InvalidOperationException("secret words");

        using var response = await _client.PostAsync(new Uri("/ao/webhooks/tracker/tracker", UriKind.Relative), new ByteArrayContent(Encoding.UTF8.GetBytes("{}")), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), response.Headers.RetryAfter!.Delta);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Get_IsNotServed()
    {
        using var response = await _client.GetAsync(new Uri("/ao/webhooks/tracker/tracker", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }
}
