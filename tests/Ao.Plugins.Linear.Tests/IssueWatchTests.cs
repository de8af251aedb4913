using System.Net;
using Ao.TestSupport;
using Ao.TestSupport.Forges;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Ao.Plugins.Linear.Tests;

/// <summary>The feed with Linear's emulator: by polling, and by webhooks that the emulator signs and sends.</summary>
[Collection("Linear")]
public sealed class IssueWatchTests(LinearStack linear)
{
    [Fact]
    public async Task Watch_Polling_GivesWhatChangedAndGoesOnFromTheCursor()
    {
        await using var rig = await Rig.StartAsync(linear, ("PollInterval", "00:00:01"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var before = await rig.CreateAsync("Before");
        var start = IssueMapping.ToCursor(before.CreatedAt);
        await using var changes = rig.Feed.WatchAsync(Rig.Source, start, ending.Token).GetAsyncEnumerator(ending.Token);

        var created = await rig.CreateAsync("New");
        var first = await NextAsync(changes, created.Id);
        await rig.Tracker.UpdateAsync(new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = created.Id, IsOpen = false }, ending.Token);
        await using var again = rig.Feed.WatchAsync(Rig.Source, first.Cursor, ending.Token).GetAsyncEnumerator(ending.Token);
        var second = await NextAsync(again, created.Id);

        Assert.True(first.Issue.IsOpen);
        Assert.False(second.Issue.IsOpen);
    }

    [Fact]
    public async Task Watch_Webhook_GivesWhatItNamesBeforeAnyPoll()
    {
        await using var rig = await Rig.StartAsync(linear, ("PollInterval", "01:00:00"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var server = new HookListener(request => rig.Receiver.ReceiveAsync(request));
        await rig.AskAsync(
            "mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { success } }",
            new { input = new { url = server.Address, secret = Rig.Secret, resourceTypes = new[] { "Issue", "Comment" }, allPublicTeams = true } });
        var issue = await rig.CreateAsync("Told");
        await using var changes = rig.Feed.WatchAsync(Rig.Source, null, ending.Token).GetAsyncEnumerator(ending.Token);
        var next = NextAsync(changes, issue.Id);
        await rig.AskAsync("mutation($input: CommentCreateInput!) { commentCreate(input: $input) { success } }", new { input = new { issueId = issue.Id, body = "from a person" } });

        var change = await next;

        Assert.Contains(change.Issue.Comments, static comment => comment.Text == "from a person");
    }

    [Fact]
    public async Task Watch_LookThatIsNotAnswered_IsLoggedAndMadeAgain()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var logs = new FakeLogCollector();
        var looks = 0;
        using var clients = new StubClients(async (_, _) =>
        {
            if (++looks == 1)
            {
                return new HttpResponseMessage(HttpStatusCode.BadGateway);
            }

            await ending.CancelAsync();
            throw new OperationCanceledException(ending.Token);
        });
        await using var harness = await PluginHarness.StartAsync<LinearPlugin>(
            new Dictionary<string, string?> { ["ApiKey"] = "lin_api_x", ["Team"] = "ENG", ["PollInterval"] = "00:00:01" },
            services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(logs)])).AddSingleton<IHttpClients>(clients));
        await using var changes = ((IIssueFeed)harness.Get<ITracker>("linear")).WatchAsync(Rig.Source, null, ending.Token).GetAsyncEnumerator(ending.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await changes.MoveNextAsync());

        Assert.Equal(2, looks);
        Assert.Contains("of project shop are looked at later: Linear was asked for Team, and it answered 502", Assert.Single(logs.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    private static async Task<IssueChange> NextAsync(IAsyncEnumerator<IssueChange> changes, string id)
    {
        while (await changes.MoveNextAsync())
        {
            if (changes.Current.Issue.Id == id)
            {
                return changes.Current;
            }
        }

        throw new InvalidOperationException("The watch has ended.");
    }
}
