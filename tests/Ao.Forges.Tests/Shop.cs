using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ao.Commands;
using Ao.TestSupport.Forges;

namespace Ao.Forges.Tests;

/// <summary>A repository on the stack's GitHub, with the people who work on it.</summary>
internal sealed class Shop : IDisposable
{
    private static readonly CommandRunner s_runner = new(TimeProvider.System);
    private static int s_count;
    private readonly HttpClient _client = new();

    private Shop(ForgeAddresses stack, string name)
    {
        Stack = stack;
        Name = name;
    }

    public ForgeAddresses Stack { get; }

    /// <summary>Gets the name, such as <c>my-org/shop1</c>.</summary>
    public string Name { get; }

    public Uri Web => new(Stack.GitHub!, Name);

    public string Bare => Path.Combine(GitHubStack.GitFolder, Name + ".git");

    /// <summary>Makes a repository with one commit.</summary>
    public static async Task<Shop> CreateAsync(GitHubStack github, params IEnumerable<(string File, string Text)> files)
    {
        var stack = await github.EnsureAsync();
        var shop = new Shop(stack, string.Create(CultureInfo.InvariantCulture, $"my-org/shop{Interlocked.Increment(ref s_count)}"));
        await GitAsync(GitHubStack.GitFolder, "init", "--quiet", "--bare", "--initial-branch=main", shop.Bare);
        await shop.PushAsync("main", null, files);
        await shop.SendAsync("octocat", HttpMethod.Post, "/orgs/my-org/repos", new { name = shop.Name.Split('/')[1], auto_init = false });
        return shop;
    }

    public static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var result = await s_runner.RunAsync(
            new CommandRequest
            {
                Command = new CommandLine("git", arguments),
                WorkingDirectory = folder,
                Environment = new Dictionary<string, string?>
                {
                    ["TZ"] = "UTC",
                    ["GIT_CONFIG_NOSYSTEM"] = "1",
                    ["GIT_CONFIG_GLOBAL"] = "/dev/null",
                    ["GIT_AUTHOR_NAME"] = "Octo",
                    ["GIT_AUTHOR_EMAIL"] = "octo@example.test",
                    ["GIT_COMMITTER_NAME"] = "Octo",
                    ["GIT_COMMITTER_EMAIL"] = "octo@example.test",
                },
                InheritEnvironment = true,
            },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.Trim();
    }

    /// <summary>Commits files on a branch, as a person who pushes.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> PushAsync(string branch, string? from, params IEnumerable<(string File, string Text)> files)
    {
        using var work = new Ao.TestSupport.TempFolder();
        await GitAsync(work.Path, "clone", "--quiet", Bare, "work");
        var folder = work.Combine("work");
        await GitAsync(folder, from is null ? ["checkout", "--quiet", "-B", branch] : ["checkout", "--quiet", "-B", branch, $"origin/{from}"]);
        foreach (var (file, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), text, TestContext.Current.CancellationToken);
        }

        await GitAsync(folder, "add", "--all");
        await GitAsync(folder, "commit", "--quiet", "--message", $"Change {branch}");
        await GitAsync(folder, "push", "--quiet", "origin", branch);
        return await GitAsync(folder, "rev-parse", "HEAD");
    }

    /// <summary>Gives a file of a revision, as the forge has it.</summary>
    public Task<string> ReadAsync(string revision, string file) => GitAsync(Bare, "show", $"{revision}:{file}");

    /// <summary>Gives the repository's own path of the REST interface.</summary>
    public string Api(string path) => $"/repos/{Name}{path}";

    /// <summary>Does something as one of the people.</summary>
    public async Task<JsonNode?> SendAsync(string person, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Stack.GitHub!, path.StartsWith("/_ao/", StringComparison.Ordinal) ? path : "/api/v3" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Stack.People[person]);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Asks by GraphQL as one of the people.</summary>
    public async Task<JsonNode> AskAsync(string person, string query, object variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Stack.GitHub!, "/api/graphql"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Stack.People[person]);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]!;
    }

    /// <summary>Lets CI say what it found of a revision.</summary>
    public async Task ReportAsync(string revision, string check, bool passed, string log = "", string step = "Test")
    {
        var run = (await SendAsync("ci", HttpMethod.Post, Api("/check-runs"), new { name = check, head_sha = revision, status = "in_progress" }))!;
        var id = run["id"]!.GetValue<long>();
        await DescribeAsync(id, check, revision, passed, log, step, attempt: 1);
        await SendAsync("ci", HttpMethod.Patch, Api(string.Create(CultureInfo.InvariantCulture, $"/check-runs/{id}")), new { status = "completed", conclusion = passed ? "success" : "failure" });
    }

    /// <summary>Gives the job of a check its step and its log, as only the forge's inside can.</summary>
    public Task DescribeAsync(long id, string check, string revision, bool passed, string log, string step, int attempt) =>
        SendAsync("ci", HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"/_ao/repos/{Name}/jobs/{id}"), new
        {
            name = check,
            head_sha = revision,
            run_attempt = attempt,
            conclusion = passed ? "success" : "failure",
            steps = new[] { new { name = step, number = 1, status = "completed", conclusion = passed ? "success" : "failure" } },
            log,
        });

    /// <summary>Gives the calls that the stack got, with what the published description has against each.</summary>
    public async Task<IReadOnlyList<RecordedCall>> CallsAsync() =>
        (await SendAsync("admin", HttpMethod.Get, "/_ao/calls")).Deserialize<List<RecordedCall>>(JsonSerializerOptions.Web)!;

    public void Dispose() => _client.Dispose();
}
