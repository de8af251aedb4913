using System.Net;
using System.Text.Json;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Looks;

namespace Ao.Plugins.GitHub.Tests.Api;

public sealed class GitHubClientTests
{
    private const string Ada = """{"login":"ada"}""";

    [Fact]
    public async Task Get_Unchanged_IsServedByWhatIsKnown()
    {
        using var github = new StubGitHub(static request => request.Headers.IfNoneMatch.Count > 0 ? StubGitHub.Reply(304) : StubGitHub.Reply(200, Ada, ("ETag", "\"one\"")));

        await WhoAsync(github);
        var again = await WhoAsync(github);

        Assert.Equal("ada", again.Login);
        Assert.Equal([null, "\"one\""], github.Calls.Select(static call => call.ETag));
        Assert.All(github.Calls, static call => Assert.Equal($"Bearer {StubGitHub.Token}", call.Authorization));
    }

    [Fact]
    public async Task List_FollowsPages_AndNoOtherService()
    {
        using var github = new StubGitHub(static request => request.RequestUri!.Query.Contains("page=2", StringComparison.Ordinal)
            ? StubGitHub.Reply(200, """[{"id":2}]""", ("Link", "<https://evil.example/steal>; rel=\"next\""))
            : StubGitHub.Reply(200, """[{"id":1}]""", ("Link", "<https://api.github.com/x?page=2>; rel=\"next\", <https://api.github.com/x?page=9>; rel=\"last\"")));

        var found = new List<long>();
        var error = await Assert.ThrowsAsync<AoException>(async () =>
        {
            await foreach (var item in github.Client.ListAsync("/x", GitHubJson.Default.InstallationArray, CallPurpose.Look, TestContext.Current.CancellationToken))
            {
                found.Add(item.Id);
            }
        });

        Assert.Equal([1, 2], found);
        Assert.Contains("not GitHub's", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, github.Calls.Count);
    }

    [Fact]
    public async Task Log_IsFollowedToAnotherHost_WithoutTheToken()
    {
        using var github = new StubGitHub(static request => request.RequestUri!.Host == "api.github.com"
            ? StubGitHub.Reply(302, "", ("Location", "https://logs.example/job.txt"))
            : StubGitHub.Reply(200, "first line\nlast line"));

        var tail = await github.Client.ReadTailAsync("/repos/acme/shop/actions/jobs/1/logs", 9, CallPurpose.Look, TestContext.Current.CancellationToken);

        Assert.Equal("last line", tail);
        Assert.Equal([$"Bearer {StubGitHub.Token}", null], github.Calls.Select(static call => call.Authorization));
    }

    [Theory]
    [InlineData("http://logs.example/x")]
    [InlineData("ftp://logs.example/x")]
    [InlineData("https://user:pass@logs.example/x")]
    public async Task Redirect_ToWhatMayNotBeCalled_IsNotFollowed(string target)
    {
        using var github = new StubGitHub(_ => StubGitHub.Reply(302, "", ("Location", target)));

        await Assert.ThrowsAsync<AoException>(() => WhoAsync(github));

        Assert.Single(github.Calls);
    }

    [Fact]
    public async Task Write_Redirected_IsNotRepeatedElsewhere()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(307, "", ("Location", "https://api.github.com/repositories/1/issues")));

        var error = await Assert.ThrowsAsync<AoException>(() => WriteAsync(github));

        Assert.Contains("renamed", error.Message, StringComparison.Ordinal);
        Assert.Single(github.Calls);
    }

    [Theory]
    [InlineData(401, "{\"message\":\"Bad credentials\"}", "", "Put a new one there")]
    [InlineData(403, "{\"message\":\"Resource not accessible\"}", "X-Accepted-GitHub-Permissions: contents=write", "contents=write")]
    [InlineData(403, "{\"message\":\"SAML\"}", "X-GitHub-SSO: required; url=https://x", "single sign-on")]
    [InlineData(404, "{\"message\":\"Not Found\"}", "", "may not see it")]
    [InlineData(422, "{\"message\":\"Validation Failed\",\"errors\":[{\"code\":\"already_exists\",\"field\":\"name\"}]}", "", "Validation Failed; name already_exists")]
    [InlineData(409, "<html>", "", "(409)")]
    [InlineData(422, "{\"message\":\"x\\ud800\",\"errors\":[{\"code\":\"already_exists\",\"field\":\"name\"}]}", "", "(422): name already_exists")]
    [InlineData(422, "{\"message\":\"x\\ud800\",\"errors\":[\"\\udc00\"]}", "", "(422)")]
    [InlineData(422, "{\"message\":\"x\",\"\\ud800 and so on\":1}", "", "(422)")]
    [InlineData(401, "{\"message\":\"Bad credentials ghp_SecretSecretSecret\",\"errors\":[\"ghp_SecretSecretSecret\",{\"code\":\"ghp_SecretSecretSecret\"}]}", "", "Bad credentials ***")]
    [InlineData(403, "{\"message\":\"no\"}", "X-Accepted-GitHub-Permissions: ghp_SecretSecretSecret", "***")]
    public async Task Refused_SaysWhyAndWhatToDo(int status, string body, string header, string expected)
    {
        var parts = header.Split(": ", 2);
        using var github = new StubGitHub(_ => header.Length == 0 ? StubGitHub.Reply(status, body) : StubGitHub.Reply(status, body, (parts[0], parts[1])));

        var error = await Assert.ThrowsAsync<GitHubException>(() => WriteAsync(github));

        Assert.Equal(status, error.Status);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(StubGitHub.Token, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "{\"login\":\"a")]
    [InlineData(200, "<html>proxy</html>")]
    [InlineData(200, "null")]
    [InlineData(500, "")]
    [InlineData(502, "<html>")]
    [InlineData(503, "{}")]
    public async Task Broken_ReadMayBeRepeated_AndAWriteIsNotKnown(int status, string body)
    {
        using var github = new StubGitHub(_ => StubGitHub.Reply(status, body));

        await Assert.ThrowsAsync<TransientException>(() => WhoAsync(github));
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => WriteAsync(github));
    }

    [Fact]
    public async Task ConnectionRefused_NothingWasDone()
    {
        using var github = new StubGitHub(static _ => throw new HttpRequestException(HttpRequestError.ConnectionError));

        await Assert.ThrowsAsync<TransientException>(() => WriteAsync(github));
    }

    [Fact]
    public async Task ConnectionReset_AfterAWriteWasSent_IsNotKnown()
    {
        using var github = new StubGitHub(static _ => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => WriteAsync(github));
    }

    [Fact]
    public async Task Answer_TooLarge_IsNotRead()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200, new string(' ', 17 * 1024 * 1024)));

        Assert.Contains("16 MiB", (await Assert.ThrowsAsync<AoException>(() => WhoAsync(github))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "{}", "")]
    [InlineData(403, "{\"message\":\"You have exceeded a secondary rate limit.\"}", "")]
    [InlineData(403, "{}", "Retry-After: 60")]
    public async Task SecondaryLimit_StopsEverything_UntilItIsOver(int status, string body, string header)
    {
        var isLimited = true;
        var parts = header.Split(": ", 2);
        using var github = new StubGitHub(_ => !isLimited ? StubGitHub.Reply(200, Ada) : header.Length == 0 ? StubGitHub.Reply(status, body) : StubGitHub.Reply(status, body, (parts[0], parts[1])));

        var first = await Assert.ThrowsAsync<TransientException>(() => WriteAsync(github));
        var second = await Assert.ThrowsAsync<TransientException>(() => WhoAsync(github));

        Assert.Equal(TimeSpan.FromSeconds(60), first.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(60), second.RetryAfter);
        Assert.Single(github.Calls);
        isLimited = false;
        github.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("ada", (await WhoAsync(github)).Login);
    }

    [Fact]
    public async Task PrimaryLimit_SaysUntilWhen_AndIsKeptOverARestart()
    {
        var folder = Directory.CreateTempSubdirectory("ao-github-").FullName;
        try
        {
            DateTimeOffset reset;
            using (var github = new StubGitHub(static _ => StubGitHub.Reply(200), folder: folder))
            {
                reset = github.Clock.GetUtcNow() + TimeSpan.FromMinutes(25);
                github.Answer = _ => StubGitHub.Reply(403, "{\"message\":\"API rate limit exceeded\"}", Limit(0, reset));

                Assert.Equal(TimeSpan.FromMinutes(25), (await Assert.ThrowsAsync<TransientException>(() => WriteAsync(github))).RetryAfter);
            }

            using var next = new StubGitHub(static _ => StubGitHub.Reply(201, Ada), folder: folder);
            Assert.Equal(TimeSpan.FromMinutes(25), (await Assert.ThrowsAsync<TransientException>(() => WriteAsync(next))).RetryAfter);
            Assert.Empty(next.Calls);
            next.Clock.Advance(TimeSpan.FromMinutes(25));
            Assert.Equal("ada", (await WriteAsync(next)).Login);
            Assert.Single(next.Calls);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Quota_WhoseFileCannotBeRead_IsLearnedAnew()
    {
        var folder = Directory.CreateTempSubdirectory("ao-github-").FullName;
        try
        {
            using (var github = new StubGitHub(static _ => StubGitHub.Reply(201, Ada), folder: folder))
            {
                await WriteAsync(github);
            }

            using var held = new FileStream(Directory.EnumerateFiles(folder, "quota-*.json").Single(), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            using var next = new StubGitHub(static _ => StubGitHub.Reply(200, Ada), folder: folder);
            Assert.Equal("ada", (await WhoAsync(next)).Login);
            Assert.Contains(next.Log.GetSnapshot(), static entry => entry.Message.Contains("could not be read", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task LowQuota_StopsLooks_AndLetsWritesGoOn()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200, Ada));
        github.Answer = _ => StubGitHub.Reply(200, Ada, Limit(2000, github.Clock.GetUtcNow() + TimeSpan.FromMinutes(10)));
        await WhoAsync(github);

        var error = await Assert.ThrowsAsync<TransientException>(() => github.Client.GetAsync("/user", GitHubJson.Default.SignedIn, CallPurpose.Look, TestContext.Current.CancellationToken));

        Assert.Equal(TimeSpan.FromMinutes(10), error.RetryAfter);
        Assert.Equal("ada", (await WriteAsync(github)).Login);
    }

    [Fact]
    public async Task Writes_KeepASecondApart()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200, Ada));
        await WriteAsync(github);
        var second = WriteAsync(github);

        Assert.False(second.IsCompleted);
        Assert.Single(github.Calls);
        github.Clock.Advance(TimeSpan.FromSeconds(1));
        await second;
        Assert.Equal(2, github.Calls.Count);
    }

    [Fact]
    public async Task Writes_ThatWait_KeepNobodyFromReading_AndTooManyAreToldWhen()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200, Ada), static options => options.MaxConcurrent = 2);
        var writes = Enumerable.Range(0, 40).Select(_ => WriteAsync(github)).ToList();

        Assert.Equal("ada", (await WhoAsync(github)).Login);
        var refused = writes.Where(static write => write.IsFaulted).ToList();
        Assert.Equal(8, refused.Count);
        Assert.All(refused, static write => Assert.InRange(Assert.IsType<TransientException>(write.Exception!.InnerException).RetryAfter!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40)));
        while (!Task.WhenAll(writes.Except(refused)).IsCompleted)
        {
            github.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(33, github.Calls.Count);
    }

    [Theory]
    [InlineData("{\"data\":{\"repository\":null},\"errors\":[{\"type\":\"FORBIDDEN\",\"message\":\"no\"}]}", "no")]
    [InlineData("{\"errors\":[{\"message\":\"Field 'x' doesn't exist\",\"extensions\":{\"code\":\"undefinedField\"}}]}", "doesn't exist")]
    public async Task Query_Errors_AreErrors_BesideTheDataToo(string body, string expected)
    {
        using var github = new StubGitHub(_ => StubGitHub.Reply(200, body));

        var error = await Assert.ThrowsAsync<GitHubException>(() => AskAsync(github));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_RateLimited_WaitsForTheReset()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200));
        github.Answer = _ => StubGitHub.Reply(200, "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}", Limit(0, github.Clock.GetUtcNow() + TimeSpan.FromMinutes(5), "graphql"));

        Assert.Equal(TimeSpan.FromMinutes(5), (await Assert.ThrowsAsync<TransientException>(() => AskAsync(github))).RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(5), (await Assert.ThrowsAsync<TransientException>(() => AskAsync(github))).RetryAfter);
        Assert.Single(github.Calls);
    }

    [Theory]
    [InlineData("https://github.example.org", "https://github.example.org/api/v3/user", "https://github.example.org/api/graphql")]
    [InlineData("https://acme.ghe.com", "https://api.acme.ghe.com/user", "https://api.acme.ghe.com/graphql")]
    [InlineData("https://github.com", "https://api.github.com/user", "https://api.github.com/graphql")]
    public async Task Address_OfAnEnterprise_IsCalledWhereItsInterfacesAre(string address, string rest, string graphQl)
    {
        using var github = new StubGitHub(static request => StubGitHub.Reply(200, request.Method == HttpMethod.Get ? Ada : "{\"data\":{\"repository\":{}}}"), options => options.Address = new Uri(address));
        await WhoAsync(github);
        await AskAsync(github);

        Assert.Equal([$"GET {rest}", $"POST {graphQl}"], github.Calls.Select(static call => call.Call));
    }

    [Fact]
    public async Task Refused_ServerRepeatsTheTokenWhereTheTextIsCut_NoPartOfItIsShown()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(422, $"{{\"message\":\"{new string('x', 295)}{StubGitHub.Token}\"}}"));

        var error = await Assert.ThrowsAsync<GitHubException>(() => WriteAsync(github));

        Assert.DoesNotContain(StubGitHub.Token[..4], error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ServerRepeatsTheToken_ItIsNotShown()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(200, $"{{\"errors\":[{{\"type\":\"FORBIDDEN\",\"message\":\"not with {StubGitHub.Token}\",\"path\":[\"{StubGitHub.Token}\"]}}]}}"));

        var error = await Assert.ThrowsAsync<GitHubException>(() => AskAsync(github));

        Assert.Contains("not with ***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(StubGitHub.Token, string.Join(' ', error.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_AreNowhere()
    {
        using var github = new StubGitHub(static _ => StubGitHub.Reply(500, StubGitHub.Token));
        var errors = new List<string>();
        for (var call = 0; call < 7; call++)
        {
            errors.Add((await Record.ExceptionAsync(() => WhoAsync(github)))!.ToString());
        }

        github.Answer = static _ => StubGitHub.Reply(429);
        github.Clock.Advance(TimeSpan.FromMinutes(1));
        errors.Add((await Record.ExceptionAsync(() => WhoAsync(github)))!.ToString());

        Assert.All(errors, static error => Assert.DoesNotContain(StubGitHub.Token, error, StringComparison.Ordinal));
        var log = github.Log.GetSnapshot();
        Assert.NotEmpty(log);
        Assert.All(log, static entry => Assert.DoesNotContain(StubGitHub.Token, entry.Message + entry.Exception, StringComparison.Ordinal));
        Assert.DoesNotContain(StubGitHub.Token, new GitHubOptions { Token = StubGitHub.Token }.ToString(), StringComparison.Ordinal);
    }

    private static (string, string)[] Limit(int remaining, DateTimeOffset reset, string resource = "core") =>
        [("x-ratelimit-limit", "5000"), ("x-ratelimit-remaining", remaining.ToString()), ("x-ratelimit-reset", reset.ToUnixTimeSeconds().ToString()), ("x-ratelimit-resource", resource)];

    private static Task<SignedIn> WhoAsync(StubGitHub github) => github.Client.GetAsync("/user", GitHubJson.Default.SignedIn, CallPurpose.Person, TestContext.Current.CancellationToken);

    private static Task<SignedIn> WriteAsync(StubGitHub github) =>
        github.Client.SendAsync(HttpMethod.Post, "/repos/acme/shop/issues", new SignedIn("x"), GitHubJson.Default.SignedIn, GitHubJson.Default.SignedIn, CallPurpose.Write, TestContext.Current.CancellationToken);

    private static Task<IdsAnswer> AskAsync(StubGitHub github) =>
        github.Client.QueryAsync("query { x }", new IdsVariables("acme", "shop"), LookJson.Default.IdsVariables, LookJson.Default.IdsAnswer, CallPurpose.Person, TestContext.Current.CancellationToken);
}
