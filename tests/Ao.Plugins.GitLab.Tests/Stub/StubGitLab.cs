using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>Our own stub of a GitLab server: it keeps state and answers, for the calls that the plugin makes, as GitLab's documentation says. It is no emulator of GitLab.</summary>
internal sealed partial class StubGitLab : IAsyncDisposable
{
    public const string Token = "glpat-a-secret-of-the-tests";

    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private long _next = 100;
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private StubGitLab()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(ServeAsync);
        Users = [Me, Reviewer, Bot];
    }

    public StubUser Me { get; } = new(1, "ao");

    public StubUser Reviewer { get; } = new(2, "rita");

    public StubUser Bot { get; } = new(3, "checker", IsBot: true);

    public List<StubUser> Users { get; }

    public List<StubProject> Projects { get; } = [];

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Gets the calls that came, as method and path.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Gets what came that GitLab's documentation does not name.</summary>
    public ConcurrentQueue<string> Violations { get; } = [];

    /// <summary>Gets or sets what answers instead, for one call after the other: it may do with the connection what it likes.</summary>
    public Func<StubCall, HttpContext, Task<bool>>? Instead { get; set; }

    /// <summary>Gets or sets whether the call that is answered is lost on the way back: what it asked for is done.</summary>
    public Func<StubCall, bool>? LosesAnswerTo { get; set; }

    /// <summary>Gets or sets the folder of bare repositories that branches are read from; without it they are set.</summary>
    public string? GitRoot { get; set; }

    public static async Task<StubGitLab> StartAsync()
    {
        var stub = new StubGitLab();
        await stub._app.StartAsync();
        return stub;
    }

    public StubProject AddProject(string path, StubProject? upstream = null)
    {
        var project = new StubProject { Id = NextId(), Path = path, Upstream = upstream };
        Projects.Add(project);
        return project;
    }

    public long NextId() => Interlocked.Increment(ref _next);

    /// <summary>Gives the time, which goes on with each asking.</summary>
    public DateTimeOffset Now() => _now = _now.AddSeconds(1);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var path = target.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var body = text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        var authorization = (string?)context.Request.Headers.Authorization;
        var isGraph = path is ["api", "graphql"];
        var call = new StubCall(context.Request.Method, isGraph ? ["graphql"] : path.Length > 2 ? path[2..] : path, context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value), body, authorization, Me);
        Calls.Enqueue(call.Line);
        if (Instead is { } instead && await instead(call, context))
        {
            return;
        }

        if (authorization != $"Bearer {Token}")
        {
            await WriteAsync(context, call, new StubAnswer(401, new JsonObject { ["message"] = "401 Unauthorized" }));
            return;
        }

        if (!isGraph)
        {
            foreach (var violation in StubContract.Check(call))
            {
                Violations.Enqueue(violation);
            }
        }

        StubAnswer answer;
        lock (_gate)
        {
            answer = isGraph ? Graph(call) : Answer(call);
        }

        if (LosesAnswerTo?.Invoke(call) == true)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, call, answer);
    }

    private StubAnswer Answer(StubCall call) => (call.Method, call.Path) switch
    {
        ("GET", ["user"]) => new StubAnswer(200, Me.Json),
        ("GET", ["users"]) => new StubAnswer(200, new JsonArray([.. Users.Where(user => user.Username == call.Query["username"]).Select(user => user.Json)])),
        ("GET", ["users", var id]) => Users.FirstOrDefault(user => user.Id.ToString() == id) is { } user ? new StubAnswer(200, Whole(user)) : StubAnswer.NotFound("User"),
        (_, ["projects", var id, .. var rest]) => FindProject(id) is { } project ? OfProject(call, project, rest) : StubAnswer.NotFound("Project"),
        _ => StubAnswer.NotFound("Route"),
    };

    private StubAnswer OfProject(StubCall call, StubProject project, string[] rest) => (call.Method, rest) switch
    {
        ("GET", []) => ReadProject(project),
        (_, ["merge_requests", ..]) => OfRequests(call, project, rest[1..]),
        ("POST", ["merge_trains", "merge_requests", var iid]) => JoinTrain(call, project, iid),
        (_, ["issues", ..]) => OfIssues(call, project, rest[1..]),
        (_, ["pipelines", ..]) or (_, ["jobs", ..]) => OfPipelines(call, project, rest),
        ("POST", ["statuses", var sha]) => SetStatus(call, project, sha),
        (_, ["repository", ..]) => OfRepository(call, project, rest[1..]),
        (_, ["forks"]) or (_, ["fork"]) => OfForks(call, project),
        _ => StubAnswer.NotFound("Route"),
    };

    public StubProject? FindProject(string id) => Projects.FirstOrDefault(project => project.Id.ToString() == id || project.Path == id);

    private static JsonObject Whole(StubUser user)
    {
        var json = user.Json;
        json["bot"] = user.IsBot;
        return json;
    }

    private async Task WriteAsync(HttpContext context, StubCall call, StubAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        var body = answer.Body;
        if (body is JsonArray list && call.Query.TryGetValue("per_page", out var size) && int.TryParse(size, out var perPage))
        {
            var page = call.Query.TryGetValue("page", out var number) && int.TryParse(number, out var parsed) ? parsed : 1;
            context.Response.Headers["X-Next-Page"] = list.Count > page * perPage ? new StringValues((page + 1).ToString()) : StringValues.Empty;
            body = new JsonArray([.. list.Skip((page - 1) * perPage).Take(perPage).Select(item => item?.DeepClone())]);
        }

        context.Response.Headers["RateLimit-Limit"] = "2000";
        context.Response.Headers["RateLimit-Remaining"] = "1900";
        context.Response.Headers["RateLimit-Reset"] = DateTimeOffset.UnixEpoch.AddYears(1).ToUnixTimeSeconds().ToString();
        var bytes = Encoding.UTF8.GetBytes(answer.Text ?? body?.ToJsonString() ?? "");
        context.Response.ContentType = answer.Text is null ? "application/json" : "text/plain";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
