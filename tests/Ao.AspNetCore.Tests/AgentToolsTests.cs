using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ao.Agents;
using Ao.Consents;
using Ao.Sessions;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Client;

namespace Ao.AspNetCore.Tests;

/// <summary>The tools over real HTTP, as agents use them.</summary>
public sealed class AgentToolsTests : IAsyncLifetime
{
    private readonly ToolWorld _world = new();
    private IHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IOrchestrator Orchestrator => _host.Services.GetRequiredService<IOrchestrator>();

    public async ValueTask InitializeAsync() => _host = await _world.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _world.Dispose();
    }

    [Theory]
    [InlineData(SessionRole.Worker, 7)]
    [InlineData(SessionRole.Reviewer, 8)]
    [InlineData(SessionRole.Designer, 8)]
    [InlineData(SessionRole.Orchestrator, 11)]
    public async Task ListTools_OfARole_AreItsOwn(SessionRole role, int count)
    {
        var (_, tools) = await _world.SpawnAsync(Orchestrator, role);
        await using var client = await ToolClient.ConnectAsync(tools);

        var listed = await client.ListToolsAsync(cancellationToken: Token);

        Assert.Equal(count, listed.Count);
        Assert.All(listed, static tool => Assert.NotEmpty(tool.Description));
        Assert.Equal("ao", client.ServerInfo?.Name);
        Assert.Contains("report_status", client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallTool_OfAWorker_EveryOneWorks()
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        await using var client = await ToolClient.ConnectAsync(tools);

        Assert.False((await client.SayAsync("report_status", ("status", "started"), ("detail", "the cart"))).IsError);
        Assert.Equal("the cart", Orchestrator.Get(session.Id).Reason);
        Assert.False((await client.SayAsync("bug_report", ("title", "It breaks"), ("body", "Ünïcödé 漢字 🙂"), ("evidence", new[] { "a", "b" }), ("confidence", 0.5))).IsError);
        Assert.False((await client.SayAsync("improvement_suggestion", ("title", "It could"), ("body", "be better"))).IsError);
        Assert.Equal(["Ünïcödé 漢字 🙂", "be better"], Orchestrator.Get(session.Id).Reports.Select(static report => report.Report.Body));
        Assert.False((await client.SayAsync("ask_operator", ("question", "Which one?"))).IsError);
        await Orchestrator.Questions.AnswerAsync(Assert.Single(Orchestrator.Questions.List()).Id, "That one.", new Operator("ada", "test"), Token);
        Assert.Contains("That one.", JsonDocument.Parse((await client.SayAsync("get_session")).Text).RootElement.GetProperty("messages")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False((await client.SayAsync("request_consent", ("action", "Delete it"), ("details", "rm cart"))).IsError);
        Assert.Contains(session.Id.Value, (await client.SayAsync("list_sessions")).Text, StringComparison.Ordinal);
        Assert.False((await client.SayAsync("report_status", ("status", "claims_done"))).IsError);
        await ToolWorld.WaitAsync(Orchestrator, session.Id, static session => session.Verifications.Count > 0);
    }

    [Fact]
    public async Task CallTool_OfAnOrchestrator_EveryOneWorks()
    {
        var (lead, tools) = await _world.SpawnAsync(Orchestrator, SessionRole.Orchestrator);
        await Orchestrator.Issues.CreateAsync(lead.Project, new IssueDraft { Title = "An issue" }, Token);
        await using var client = await ToolClient.ConnectAsync(tools);

        var id = JsonDocument.Parse((await client.SayAsync("spawn", ("prompt", "Mend it."))).Text).RootElement.GetProperty("id").GetString()!;
        await ToolWorld.WaitAsync(Orchestrator, SessionId.Parse(id, null), static session => session.Status == SessionStatus.Working);
        Assert.Equal($"Queued as {id}.m1.", (await client.SayAsync("send", ("session", id), ("text", "Hurry."))).Text);
        Assert.Contains("An issue", (await client.SayAsync("list_issues")).Text, StringComparison.Ordinal);
        Assert.Equal($"{id} is stopped.", (await client.SayAsync("stop", ("session", id))).Text);
    }

    [Fact]
    public async Task CallTool_WrongFields_SaysWhichAndWhatIsAllowed()
    {
        var (_, tools) = await _world.SpawnAsync(Orchestrator);
        await using var client = await ToolClient.ConnectAsync(tools);

        var wrong = await client.SayAsync("bug_report", ("titel", "x"), ("body", 7), ("severity", "urgent"));
        var unknown = await client.SayAsync("spawn", ("prompt", "x"));

        Assert.True(wrong.IsError && unknown.IsError);
        Assert.All(
            (string[])["title: there is neither a title nor evidence.", "body: is a number.", "severity: 'urgent' is not known. Use one of low, medium, high, critical.", "titel: is no field of this tool. Did you mean 'title'?"],
            expected => Assert.Contains(expected, wrong.Text, StringComparison.Ordinal));
        Assert.Contains("There is no tool 'spawn' for you.", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_TenMegabytes_IsRefusedAndTheServerLives()
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        var message = $$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"bug_report","arguments":{"title":"x","body":"{{{{new string('x', 10 * 1024 * 1024)}}}}"}}}""";

        var (status, body) = await PostAsync(tools, tools.Token, new StringContent(message, Encoding.UTF8, "application/json"));
        var (chunked, _) = await PostAsync(tools, tools.Token, new UnsizedContent(message));
        await using var client = await ToolClient.ConnectAsync(tools);
        var large = await client.SayAsync("bug_report", ("title", "x"), ("body", "y"), ("evidence", Enumerable.Repeat(new string('x', 15_000), 19).ToArray()));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (status, chunked));
        Assert.Contains("at most 1 MiB", body, StringComparison.Ordinal);
        Assert.Contains("is too large", large.Text, StringComparison.Ordinal);
        Assert.Empty(Orchestrator.Get(session.Id).Reports);
    }

    [Fact]
    public async Task Request_WithoutAGoodToken_IsRefused()
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        var (other, _) = await _world.SpawnAsync(Orchestrator);
        var mac = tools.Token[tools.Token.LastIndexOf('.')..];
        string?[] tokens = [null, "", "x", $"{other.Id}.1{mac}", $"{session.Id}.2{mac}", tools.Token[..^1]];

        foreach (var token in tokens)
        {
            var (status, body) = await PostAsync(tools, token, new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.Contains("The token stands for no run that lives", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Request_AnothersToken_ActsForThatOtherAlone()
    {
        var (first, firstTools) = await _world.SpawnAsync(Orchestrator);
        var (second, secondTools) = await _world.SpawnAsync(Orchestrator);
        await using var client = await ToolClient.ConnectAsync(firstTools);
        await using var another = await ToolClient.ConnectAsync(secondTools);

        await client.SayAsync("bug_report", ("title", "Mine"), ("body", "x"));
        await another.SayAsync("bug_report", ("title", "Theirs"), ("body", "x"));

        Assert.Equal("Mine", Assert.Single(Orchestrator.Get(first.Id).Reports).Report.Title);
        Assert.Equal("Theirs", Assert.Single(Orchestrator.Get(second.Id).Reports).Report.Title);
    }

    [Fact]
    public async Task Request_StoppedSession_IsRefused()
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        await using var client = await ToolClient.ConnectAsync(tools);
        await Orchestrator.StopAsync(session.Id, cancellationToken: Token);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.SayAsync("list_sessions"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(tools, tools.Token, new StringContent("{}", Encoding.UTF8, "application/json"))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"bug_report","arguments":[1]}}""")]
    public async Task Request_Garbage_IsAnsweredAndTheServerLives(string message)
    {
        var (_, tools) = await _world.SpawnAsync(Orchestrator);

        var (status, _) = await PostAsync(tools, tools.Token, new StringContent(message, Encoding.UTF8, "application/json"));

        Assert.InRange((int)status, 200, 499);
        await using var client = await ToolClient.ConnectAsync(tools);
        Assert.NotEmpty(await client.ListToolsAsync(cancellationToken: Token));
    }

    [Theory]
    [InlineData("bug_report", """{"title":"x","body":"a\ud800b"}""", "body: is no valid Unicode")]
    [InlineData("bug_report", """{"title":"x","evidence":["good \ud83d\ude42","\udc00"]}""", "evidence.item 2: is no valid Unicode")]
    [InlineData("report_status", """{"status":"working","detail":"\ud800"}""", "detail: is no valid Unicode")]
    [InlineData("ask_operator", """{"question":"\udfff","\ud800":1}""", "the name of a field: is no valid Unicode")]
    public async Task Request_HalfASurrogate_IsNamedByItsField(string tool, string arguments, string expected)
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        var message = $$$"""{"jsonrpc":"2.0","id":"seven","method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""";

        var (status, body) = await PostAsync(tools, tools.Token, new StringContent(message, Encoding.UTF8, "application/json"));

        using var answer = System.Text.Json.JsonDocument.Parse(body);
        Assert.Equal((HttpStatusCode.OK, "seven"), (status, answer.RootElement.GetProperty("id").GetString()));
        var result = answer.RootElement.GetProperty("result");
        Assert.True(result.GetProperty("isError").GetBoolean());
        var text = result.GetProperty("content")[0].GetProperty("text").GetString();
        Assert.StartsWith($"{tool} was not carried out. Mend this and call it again:", text, StringComparison.Ordinal);
        Assert.Contains($"- {expected}", text, StringComparison.Ordinal);
        Assert.Empty(Orchestrator.Get(session.Id).Reports);
    }

    [Fact]
    public async Task Request_NoTextOutsideOfATool_IsAnErrorOfTheProtocol()
    {
        var (_, tools) = await _world.SpawnAsync(Orchestrator);
        byte[] bytes = [.. """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"""u8, (byte)'"', 0xff, (byte)'"', .. "}}"u8];

        var (status, body) = await PostAsync(tools, tools.Token, new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("-32602", body, StringComparison.Ordinal);
        Assert.Contains("params.cursor: is no valid Unicode", body, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(AgentToolServer tools, string? token, HttpContent content)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, tools.Address) { Content = content };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private sealed class UnsizedContent(string text) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
