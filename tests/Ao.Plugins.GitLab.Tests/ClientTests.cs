using System.Net;
using System.Net.Sockets;
using Ao.Commands;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Plugins.GitLab.Tests.Stub;
using Ao.Trackers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.GitLab.Tests;

public sealed class ClientTests
{
    [Theory]
    [InlineData(400, "{\"message\":\"bad\"}", typeof(GitLabException), "bad", typeof(GitLabException))]
    [InlineData(401, "{\"message\":\"401 Unauthorized\"}", typeof(GitLabException), "expired or revoked", typeof(GitLabException))]
    [InlineData(403, "{\"error\":\"insufficient_scope\",\"error_description\":\"needs api\"}", typeof(GitLabException), "needs api", typeof(GitLabException))]
    [InlineData(404, "{\"message\":\"404 Not found\"}", typeof(GitLabException), "may not see it", typeof(GitLabException))]
    [InlineData(409, "{\"message\":[\"already exists\"]}", typeof(GitLabException), "already exists", typeof(GitLabException))]
    [InlineData(422, "{\"message\":{\"title\":[\"is too long\",\"is rude\"]}}", typeof(GitLabException), "title: is too long; is rude", typeof(GitLabException))]
    [InlineData(422, "<html>a proxy</html>", typeof(GitLabException), "422", typeof(GitLabException))]
    [InlineData(302, "", typeof(GitLabException), "follows no redirect", typeof(GitLabException))]
    [InlineData(408, "", typeof(TransientException), "408", typeof(OutcomeUnknownException))]
    [InlineData(500, "oops", typeof(TransientException), "answered 500", typeof(OutcomeUnknownException))]
    [InlineData(502, "", typeof(TransientException), "answered 502", typeof(OutcomeUnknownException))]
    [InlineData(503, "", typeof(TransientException), "answered 503", typeof(OutcomeUnknownException))]
    [InlineData(200, "{\"iid\":", typeof(AoException), "not what its documentation says", typeof(OutcomeUnknownException))]
    [InlineData(200, "[]", typeof(AoException), "not what its documentation says", typeof(OutcomeUnknownException))]
    [InlineData(200, "null", typeof(AoException), "not what its documentation says", typeof(OutcomeUnknownException))]
    [InlineData(200, "<html>sign in</html>", typeof(AoException), "not what its documentation says", typeof(OutcomeUnknownException))]
    public async Task Call_BadAnswer_ReadAndWriteTellWhatIsTrueOfEach(int status, string body, Type ofRead, string says, Type ofWrite)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.Instead = async (_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://elsewhere.example.org/";
            await context.Response.WriteAsync(body);
            return true;
        };

        var read = await Record.ExceptionAsync(async () => await ReadAsync(fixture));
        var write = await Record.ExceptionAsync(async () => await WriteAsync(fixture));

        Assert.Equal(ofRead, read?.GetType());
        Assert.Contains(says, read!.Message, StringComparison.Ordinal);
        Assert.Equal(ofWrite, write?.GetType());
        Assert.DoesNotContain(StubGitLab.Token, read + write!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_TokenWhereTheTextIsCut_NoPartOfItIsShown()
    {
        var said = RefusalText.Read(System.Text.Encoding.UTF8.GetBytes($"{{\"message\":\"{new string('x', 295)}{StubGitLab.Token}\"}}"), StubGitLab.Token);

        Assert.DoesNotContain(StubGitLab.Token[..4], said, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_TextThatIsNotValidUnicode_LeavesTheRest() => Assert.Equal("name: is taken", RefusalText.Read("{\"message\":{\"name\":[\"\\ud800\",\"is taken\"]}}"u8, null));

    [Fact]
    public async Task Call_ServerRepeatsTheToken_ItIsNotShown()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.Instead = async (_, context) =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync($"{{\"message\":\"the token {StubGitLab.Token} is odd\\u001b[2J\"}}");
            return true;
        };

        var error = await Assert.ThrowsAsync<GitLabException>(async () => await ReadAsync(fixture));

        Assert.Contains("the token *** is odd[2J", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_TooMuchAsked_IsTransientAndNothingIsAskedUntilThen()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.Instead = (_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "120";
            return Task.FromResult(true);
        };

        var first = await Assert.ThrowsAsync<TransientException>(async () => await WriteAsync(fixture));
        var second = await Assert.ThrowsAsync<TransientException>(async () => await ReadAsync(fixture));

        Assert.Equal(TimeSpan.FromSeconds(120), first.RetryAfter);
        Assert.InRange(second.RetryAfter!.Value, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        Assert.Single(fixture.Stub.Calls);
    }

    [Fact]
    public async Task Call_NoAnswerInTime_ReadMayBeRepeatedAndWriteIsUnknown()
    {
        await using var fixture = await GitLabFixture.StartAsync(options => options["Timeout"] = "00:00:00.200");
        fixture.Stub.Instead = async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            return true;
        };

        Assert.Contains("no answer within", (await Assert.ThrowsAsync<TransientException>(async () => await ReadAsync(fixture))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await WriteAsync(fixture));
    }

    [Fact]
    public async Task Call_AnswerBreaksOff_ReadMayBeRepeatedAndWriteIsUnknown()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.Instead = async (_, context) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"id\":1,");
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };

        await Assert.ThrowsAsync<TransientException>(async () => await ReadAsync(fixture));
        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await WriteAsync(fixture));
    }

    [Fact]
    public async Task Call_EndlessAnswer_IsGivenUp()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.Instead = async (_, context) =>
        {
            var block = new byte[1024 * 1024];
            for (var count = 0; count < 64 && !context.RequestAborted.IsCancellationRequested; count++)
            {
                await context.Response.Body.WriteAsync(block);
            }

            return true;
        };

        Assert.Contains("longer than", (await Assert.ThrowsAsync<AoException>(async () => await ReadAsync(fixture))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_NobodyListens_NothingWasSent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var fixture = await GitLabFixture.StartAsync(options => options["Address"] = $"http://127.0.0.1:{port}");

        Assert.Contains("was not sent", (await Assert.ThrowsAsync<TransientException>(async () => await WriteAsync(fixture))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_Redirect_TokenFollowsEvenOfAClientThatFollowsNever()
    {
        await using var other = await StubGitLab.StartAsync();
        string? seen = "none";
        other.Instead = (call, context) =>
        {
            seen = call.Authorization;
            context.Response.StatusCode = 200;
            return Task.FromResult(true);
        };
        await using var fixture = await GitLabFixture.StartAsync(configure: services => services.AddSingleton<IHttpClients>(new HostClients(followsRedirects: true)));
        fixture.Stub.Instead = (_, context) =>
        {
            context.Response.Redirect(other.Address.AbsoluteUri);
            return Task.FromResult(true);
        };

        await Assert.ThrowsAnyAsync<AoException>(async () => await ReadAsync(fixture));

        Assert.Null(seen);
    }

    [Fact]
    public async Task Call_TokenOfAProgramIsRefused_TheProgramIsAskedOnceMore()
    {
        var tokens = new Queue<string>(["glpat-an-old-one", StubGitLab.Token]);
        var commands = new FakeCommands(_ => tokens.Dequeue() + "\n");
        await using var fixture = await GitLabFixture.StartAsync();
        var options = Microsoft.Extensions.Options.Options.Create(new GitLabOptions { Address = fixture.Stub.Address });
        using var credentials = new Credentials(options, commands, static _ => null);
        var client = new GitLabClient(fixture.Get<IHttpClients>(), credentials, fixture.Get<Governor>(), options, TimeProvider.System);

        var user = await client.GetAsync("user", GitLabJson.Default.UserData, CallPurpose.Person, TestContext.Current.CancellationToken);

        Assert.Equal("ao", user.Username);
        Assert.Empty(tokens);
        Assert.Equal(["config", "get", "token", "--host", "127.0.0.1"], commands.Requests[0].Command.Arguments);
    }

    [Fact]
    public async Task Call_NoTokenAnywhere_SaysWhereToPutOne()
    {
        var commands = new FakeCommands(static _ => throw new CommandNotFoundException("glab"));
        using var credentials = new Credentials(Microsoft.Extensions.Options.Options.Create(new GitLabOptions()), commands, static _ => null);

        var error = await Assert.ThrowsAsync<AoException>(async () => await credentials.GetAsync(null, TestContext.Current.CancellationToken));

        Assert.Contains("GITLAB_TOKEN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"d"}""")]
    [InlineData("""{"id":"d","notes":null,"individual_note":true,"more":{}}""")]
    public void Data_ListThatIsNotThere_IsEmpty(string json) =>
        Assert.Empty(System.Text.Json.JsonSerializer.Deserialize(json, GitLabJson.Default.DiscussionData)!.Notes);

    [Theory]
    [InlineData(null, "the variable GITLAB_TOKEN")]
    [InlineData("gitlab.example.org", "the variable GITLAB_TOKEN")]
    [InlineData("https://gitlab.example.org", "the variable GITLAB_TOKEN")]
    [InlineData("gitlab.com", "glab")]
    public async Task Credential_VariableForAnotherServer_IsNotShownToThisOne(string? host, string origin)
    {
        var commands = new FakeCommands(static _ => "glpat-of-glab");
        var options = Microsoft.Extensions.Options.Options.Create(new GitLabOptions { Address = new Uri("https://gitlab.example.org") });
        using var credentials = new Credentials(options, commands, name => name switch { "GITLAB_HOST" => host, "GITLAB_TOKEN" => "glpat-of-the-variable", _ => null });

        Assert.Equal(origin, (await credentials.GetAsync(null, TestContext.Current.CancellationToken)).Origin);
    }

    [Fact]
    public async Task List_ManyPages_ReadsThemAll()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        for (var count = 0; count < 205; count++)
        {
            fixture.Stub.AddIssue(fixture.Project, $"Issue {count}");
        }

        var issues = await fixture.Tracker.ListAsync(fixture.Source, new IssueQuery(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(205, issues.Count);
        Assert.Equal(3, fixture.Stub.Calls.Count(call => call.EndsWith("issues", StringComparison.Ordinal)));
    }

    private static async Task ReadAsync(GitLabFixture fixture) =>
        await fixture.Get<GitLabClient>().GetAsync("user", GitLabJson.Default.UserData, CallPurpose.Person, TestContext.Current.CancellationToken);

    private static async Task WriteAsync(GitLabFixture fixture) =>
        await fixture.Get<GitLabClient>().SendAsync(HttpMethod.Post, "projects/1/issues", new NewIssueBody { Title = "x", Description = "y" }, GitLabJson.Default.NewIssueBody, GitLabJson.Default.IssueData, TestContext.Current.CancellationToken);
}
