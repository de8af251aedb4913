using System.Net;
using System.Text;
using Ao.Plugins.Linear.Data;
using Ao.Trackers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.Linear.Tests;

/// <summary>What follows from an answer that is not the one that was hoped for.</summary>
public sealed class BadAnswerTests
{
    private const string Key = "lin_api_a_key_that_nobody_may_read";
    private static readonly IOptions<LinearOptions> s_options = Options.Create(new LinearOptions { ApiKey = Key, Team = "ENG" });
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    public static TheoryData<int, string, Type, Type> Answers => new()
    {
        // status, body, what a query gets, what a mutation gets
        { 200, "", typeof(TransientException), typeof(OutcomeUnknownException) },
        { 200, """{"data":{"viewer":{"displayName":"A""", typeof(TransientException), typeof(OutcomeUnknownException) },
        { 200, "[]", typeof(TransientException), typeof(OutcomeUnknownException) },
        { 200, """{"data":null}""", typeof(TransientException), typeof(OutcomeUnknownException) },
        { 200, """{"data":{"viewer":{"displayName":7}}}""", typeof(TransientException), typeof(OutcomeUnknownException) },
        { 200, """{"data":{"viewer":{"displayName":"A"}},"errors":[{"message":"half of it failed"}]}""", typeof(LinearException), typeof(LinearException) },
        { 400, """{"errors":[{"message":"no","extensions":{"code":"RATELIMITED"}}]}""", typeof(TransientException), typeof(TransientException) },
        { 400, """{"errors":[{"message":"too complex","extensions":{"code":"INPUT_ERROR"}}]}""", typeof(LinearException), typeof(LinearException) },
        { 400, """{"errors":[]}""", typeof(LinearException), typeof(LinearException) },
        { 400, "{\"errors\":[{\"message\":\"\\ud800\",\"extensions\":{\"code\":\"\\ud800\"}}]}", typeof(LinearException), typeof(LinearException) },
        { 401, """{"errors":[{"message":"who?","extensions":{"code":"AUTHENTICATION_ERROR"}}]}""", typeof(LinearException), typeof(LinearException) },
        { 403, "<html>", typeof(LinearException), typeof(LinearException) },
        { 404, "", typeof(LinearException), typeof(LinearException) },
        { 422, """{"errors":["text"]}""", typeof(LinearException), typeof(LinearException) },
        { 429, "slow down", typeof(TransientException), typeof(TransientException) },
        { 500, "", typeof(TransientException), typeof(OutcomeUnknownException) },
        { 502, "<html>bad gateway</html>", typeof(TransientException), typeof(OutcomeUnknownException) },
        { 302, "", typeof(LinearException), typeof(LinearException) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Send_Answer_IsOneClearOutcomeWithoutTheKey(int status, string body, Type query, Type mutation)
    {
        var read = await Record.ExceptionAsync(() => SendAsync(Documents.Viewer, (_, _) => Task.FromResult(Answer(status, body))));
        var written = await Record.ExceptionAsync(() => SendAsync(Documents.CreateIssue, (_, _) => Task.FromResult(Answer(status, body))));

        Assert.IsType(query, read);
        Assert.IsType(mutation, written);
        Assert.DoesNotContain(Key, $"{read}{written}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsTransientForAQueryAndUnknownForAMutation()
    {
        Assert.IsType<TransientException>(await SlowAsync(Documents.Viewer));
        Assert.IsType<OutcomeUnknownException>(await SlowAsync(Documents.CreateIssue));

        async Task<Exception?> SlowAsync(Document document)
        {
            var arrived = new TaskCompletionSource();
            var sending = SendAsync(document, async (_, cancellationToken) =>
            {
                arrived.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                throw new InvalidOperationException();
            });
            await arrived.Task;
            _time.Advance(TimeSpan.FromSeconds(31));
            return await Record.ExceptionAsync(() => sending);
        }
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, typeof(TransientException))]
    [InlineData(HttpRequestError.ConnectionError, typeof(TransientException))]
    [InlineData(HttpRequestError.ResponseEnded, typeof(OutcomeUnknownException))]
    public async Task Send_MutationBreaksOff_IsTransientOnlyWhereItCannotHaveArrived(HttpRequestError error, Type expected) =>
        Assert.IsType(expected, await Record.ExceptionAsync(() => SendAsync(Documents.CreateIssue, (_, _) => throw new HttpRequestException(error))));

    [Fact]
    public async Task Send_TooMuch_IsNotRead()
    {
        var error = await Record.ExceptionAsync(() => SendAsync(Documents.Viewer, (_, _) => Task.FromResult(Answer(200, new string(' ', 17 * 1024 * 1024)))));

        Assert.IsType<TransientException>(error);
    }

    [Fact]
    public async Task Send_CancelledByTheCaller_IsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(Documents.CreateIssue, (_, token) => Task.FromCanceled<HttpResponseMessage>(token), cancelled.Token));
    }

    [Fact]
    public async Task Send_Request_HasALengthAndTheKeyAsItIs()
    {
        HttpRequestMessage? seen = null;
        await SendAsync(Documents.Viewer, (request, _) =>
        {
            seen = request;
            Assert.NotNull(request.Content!.Headers.ContentLength);
            Assert.Equal(Key, Assert.Single(request.Headers.GetValues("Authorization")));
            return Task.FromResult(Answer(200, """{"data":{"viewer":{"displayName":"A"}}}"""));
        });

        Assert.NotNull(seen);
    }

    [Fact]
    public async Task Comment_AnsweredAsNotDone_IsUnknown()
    {
        using var clients = new StubClients(static (_, _) => Task.FromResult(Answer(200, """{"data":{"commentCreate":{"success":false}}}""")));
        var issue = new IssueNode
        {
            Id = "i-1",
            Identifier = "ENG-1",
            Title = "A fault",
            CreatedAt = _time.GetUtcNow(),
            UpdatedAt = _time.GetUtcNow(),
            Team = new TeamNode { Id = "t-1" },
            State = new StateNode { Type = "backlog" },
            Labels = new Nodes<LabelNode> { Items = [] },
            Comments = new Nodes<CommentNode> { Items = [] },
            Attachments = new Nodes<LinkNode> { Items = [] },
        };
        var writer = new IssueWriter(Client(clients), new Teams(Client(clients), s_options, _time), new Labels(Client(clients)));

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () =>
            await writer.CommentAsync(new IssueUpdate { Key = new OperationKey("shop-1/update/1"), Source = Rig.Source, Id = "ENG-1", Comment = "Done." }, issue, TestContext.Current.CancellationToken));

        Assert.Equal(1, clients.Calls);
    }

    [Fact]
    public async Task Label_AnsweredAsNotMade_IsUnknown()
    {
        using var clients = new StubClients(static async (request, cancellationToken) => Answer(200, (await request.Content!.ReadAsStringAsync(cancellationToken)).Contains("issueLabelCreate", StringComparison.Ordinal)
            ? """{"data":{"issueLabelCreate":{"success":false,"issueLabel":{"id":"l-1","name":"slow"}}}}"""
            : """{"data":{"issueLabels":{"nodes":[]}}}"""));

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await new Labels(Client(clients)).IdsAsync(new TeamNode { Id = "t-1" }, ["slow"], TestContext.Current.CancellationToken));

        Assert.Equal(2, clients.Calls);
    }

    private static HttpResponseMessage Answer(int status, string body) => new((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };

    private LinearClient Client(StubClients clients) => new(clients, new RateLimits(s_options, _time), s_options, _time);

    private async Task SendAsync(Document document, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, CancellationToken? cancellationToken = null)
    {
        using var clients = new StubClients(answer);
        await Client(clients).SendAsync(document, static _ => { }, LinearJson.Default.ViewerData, isWatching: false, cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
