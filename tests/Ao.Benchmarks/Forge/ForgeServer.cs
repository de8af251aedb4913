using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Ao.Benchmarks.Forge;

/// <summary>A server that answers the plugin's queries as GitHub would, and counts what they cost.</summary>
/// <remarks>What it answers is made up; what a query costs follows GitHub's documented formula. A REST call that is not answered with 304 costs 1.</remarks>
internal sealed class ForgeServer : IAsyncDisposable
{
    private const int Limit = 5000;
    private readonly HttpListener _listener = new();
    private readonly TimeProvider _timeProvider;
    private readonly Task _serving;
    private readonly Lock _gate = new();
    private DateTimeOffset _resetsAt;

    public ForgeServer(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _resetsAt = timeProvider.GetUtcNow() + TimeSpan.FromHours(1);
        Address = Listen();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public SortedDictionary<int, ForgePullRequest> PullRequests { get; } = [];

    public int GraphQlPoints { get; private set; }

    public int RestPoints { get; private set; }

    public int Queries { get; private set; }

    /// <summary>Gets or sets an answer that is given to the next queries instead: the status and the body.</summary>
    public Func<(int Status, string Body)?> Instead { get; set; } = static () => null;

    /// <summary>Forgets what was counted.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            (GraphQlPoints, RestPoints, Queries) = (0, 0, 0);
            _resetsAt = _timeProvider.GetUtcNow() + TimeSpan.FromHours(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closed at once, and not stopped first: closing what was stopped would bind the port anew, which may be another's by then.
        _listener.Close();
        await _serving;
    }

    private Uri Listen()
    {
        // A listener of this kind takes no port 0: a port that was free a moment ago is tried, and another one where somebody was faster.
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(address);
            try
            {
                _listener.Start();
                return new Uri(address);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                continue;
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var (status, body) = Answer(context.Request.HttpMethod, context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync());
            var bytes = Encoding.UTF8.GetBytes(body);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength64 = bytes.Length;
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
    }

    private (int Status, string Body) Answer(string method, string path, string body)
    {
        lock (_gate)
        {
            if (method == "POST" && path.EndsWith("/graphql", StringComparison.Ordinal))
            {
                return Instead() ?? (200, Query(JsonNode.Parse(body)!.AsObject()));
            }

            RestPoints++;
            return path switch
            {
                _ when path.EndsWith("/user", StringComparison.Ordinal) => (200, """{"login":"host","type":"User"}"""),
                _ when path.EndsWith("/logs", StringComparison.Ordinal) => (200, "Run make test\nerror: expected 2, got 3\n"),
                _ when path.Contains("/actions/jobs/", StringComparison.Ordinal) => (200, $$"""{"id":{{path.Split('/')[^1]}},"run_id":1,"run_attempt":1,"steps":[{"name":"make test","status":"completed","conclusion":"failure","number":1}]}"""),
                _ => (404, """{"message":"Not Found"}"""),
            };
        }
    }

    private string Query(JsonObject request)
    {
        var selections = GraphQlParser.Parse(request["query"]!.GetValue<string>(), request["variables"]!.AsObject());
        var cost = GraphQlCost.Of(selections);
        GraphQlPoints += cost;
        Queries++;
        var now = _timeProvider.GetUtcNow();
        foreach (var pullRequest in PullRequests.Values)
        {
            pullRequest.Compute(now);
        }

        var data = new GraphQlExecution(selection => selection.Name switch
        {
            "rateLimit" => new JsonObject { ["cost"] = cost, ["limit"] = Limit, ["remaining"] = Limit - Math.Min(GraphQlPoints, Limit), ["resetAt"] = ForgePullRequest.Text(_resetsAt) },
            "viewer" => new JsonObject { ["login"] = "host" },
            "repository" => new JsonObject(),
            "pullRequest" => PullRequests.GetValueOrDefault(selection.Arguments["number"]!.GetValue<int>())?.Data,
            "nodes" => new JsonArray([.. selection.Arguments["ids"]!.AsArray().Select(id => Node(id!.GetValue<string>())?.DeepClone())]),
            _ => null,
        }).Run(selections);
        return new JsonObject { ["data"] = data }.ToJsonString();
    }

    private JsonObject? Node(string id)
    {
        if (id.StartsWith("PR_", StringComparison.Ordinal))
        {
            return PullRequests.GetValueOrDefault(int.Parse(id.AsSpan(3), CultureInfo.InvariantCulture))?.Data;
        }

        // The id of a thread begins with the number of its pull request.
        var owner = (int)(long.Parse(id.AsSpan(2), CultureInfo.InvariantCulture) / 100_000);
        return PullRequests.GetValueOrDefault(owner)?.Threads.OfType<JsonObject>().FirstOrDefault(thread => thread["id"]!.GetValue<string>() == id);
    }
}
