using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>A GitHub that answers as a test says: it stands for the real one where the emulator behaves otherwise, and for what goes wrong. What nobody set is 404.</summary>
internal sealed partial class StubGitHub : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, Func<StubCall, StubReply>> _routes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StubCall> _calls = new();
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StubGitHub(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.First());

    public IReadOnlyList<StubCall> Calls => [.. _calls];

    public static async Task<StubGitHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new StubGitHub(builder.Build());
        stub._application.Run(stub.AnswerAsync);
        await stub._application.StartAsync(TestContext.Current.CancellationToken);
        stub.On("GRAPHQL Viewer", StubReply.Data(Json.Of("""{"viewer":{"login":"writer"}}""")));
        return stub;
    }

    public void On(string name, StubReply reply) => On(name, _ => reply);

    public void On(string name, JsonNode body, int status = 200) => On(name, StubReply.Ok(body, status));

    public void On(string name, Func<StubCall, StubReply> reply) => _routes[name] = reply;

    /// <summary>Answers the first call so, and the later ones so.</summary>
    public void OnInTurn(string name, params StubReply[] replies)
    {
        var next = 0;
        On(name, _ => replies[Math.Min(next++, replies.Length - 1)]);
    }

    public StubCall Single(string name) => Assert.Single(Calls, call => call.Name == name);

    public int Count(string name) => Calls.Count(call => call.Name == name);

    public async ValueTask DisposeAsync()
    {
        _ending.TrySetResult();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var body = text.Length == 0 ? null : JsonNode.Parse(text);
        var path = context.Request.Path.Value!;
        var call = path.EndsWith("/graphql", StringComparison.Ordinal)
            ? new StubCall($"GRAPHQL {Operation().Match(body!["query"]!.GetValue<string>()).Groups[1].Value}", "", body["variables"])
            : new StubCall($"{context.Request.Method} {path.Replace("/api/v3", "", StringComparison.Ordinal)}", context.Request.QueryString.Value ?? "", body);
        _calls.Enqueue(call);
        var reply = _routes.TryGetValue(call.Name, out var route) ? route(call) : StubReply.Refused(404, "Not Found");
        if (reply.IsHeld)
        {
            await Task.WhenAny(_ending.Task, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (reply.IsCut)
        {
            context.Response.ContentLength = reply.Body.Length + 100;
            await context.Response.WriteAsync(reply.Body, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.WriteAsync(reply.Body, context.RequestAborted);
    }

    [GeneratedRegex(@"\b(?:query|mutation)\s+(\w+)")]
    private static partial Regex Operation();
}
