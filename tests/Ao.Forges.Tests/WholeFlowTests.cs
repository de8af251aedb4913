using System.Collections.Concurrent;
using System.Globalization;
using Ao.Consents;
using Ao.Effects;
using Ao.Plugins;
using Ao.Sessions;
using Ao.TestSupport.Forges;
using Microsoft.Extensions.DependencyInjection;
using Octokit;

namespace Ao.Forges.Tests;

/// <summary>From an issue to its merged pull request, with a red check and a review on the way, over real HTTP and real git, told by webhooks.</summary>
public sealed class WholeFlowTests(GitHubStack github, ITestOutputHelper output) : IDisposable
{
    private const string Agent = """
        case $task in
        *"say why"*) echo "42 because of the sum" >why.txt ;;
        *"expected 42"*) echo 42 >answer.txt ;;
        *) echo 41 >answer.txt ;;
        esac
        git add --all && git commit --quiet --message "Answer"
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly Project _project = new();
    private readonly ConcurrentQueue<Consent> _asked = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Issue_ToMergedPullRequest_WithRedCheckAndReviewOnTheWay()
    {
        using var shop = await Shop.CreateAsync(github, ("answer.txt", "0\n"));
        await ProtectAsync(shop);
        var second = new GitHubClient(new Connection(new ProductHeaderValue("ao-tests"), shop.Stack.GitHub, new Octokit.Internal.InMemoryCredentialStore(new Credentials(shop.Stack.People["reviewer"]))));
        var (owner, name) = (shop.Name.Split('/')[0], shop.Name.Split('/')[1]);

        using var host = _project.NewHost(shop, Agent);
        await host.StartAsync(Token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var hooks = new HookListener(request => orchestrator.Webhooks.ReceiveAsync(Slot.Scm, "github", request));
        await shop.SendAsync("octocat", HttpMethod.Post, shop.Api("/hooks"), new { config = new { url = hooks.Address, secret = Project.WebhookSecret, content_type = "json" }, events = (string[])["*"] });
        var approving = ApproveAsync(orchestrator, ending.Token);
        var checking = new Ci(shop).WorkAsync(ending.Token);

        // An issue is opened, and a session begins for it.
        var issue = await shop.SendAsync("reviewer", HttpMethod.Post, shop.Api("/issues"), new { title = "Answer the question", body = "What is the answer?", labels = new[] { "ao:backlog" } });
        var issueNumber = issue!["number"]!.GetValue<int>();
        var session = await UntilAsync(orchestrator, () => orchestrator.List().FirstOrDefault(session => session.PullRequest is { Number: > 0 }));
        var number = session.PullRequest!.Number!.Value;

        // The pull request is there, and CI finds it wrong, twice: it is asked again, lest it be a whim.
        var opened = await second.PullRequest.Get(owner, name, number);
        Assert.Equal(ItemState.Open, opened.State.Value);
        Assert.Equal("41", await shop.ReadAsync(opened.Head.Sha, "answer.txt"));

        // The session is told what the log says, and mends it.
        var mended = await UntilAsync(orchestrator, async () => await second.PullRequest.Get(owner, name, number) is { } pull && pull.Head.Sha != opened.Head.Sha ? pull : null);
        Assert.Equal("42", await shop.ReadAsync(mended.Head.Sha, "answer.txt"));
        Assert.Contains("expected 42 and got 41", Assert.Single(orchestrator.Get(session.Id).Messages).Text, StringComparison.Ordinal);

        // A person remarks on a line, and the session sees to that too.
        await shop.SendAsync("reviewer", HttpMethod.Post, shop.Api($"/pulls/{number}/comments"), new { body = "Please say why it is 42.", path = "answer.txt", line = 1, side = "RIGHT", commit_id = mended.Head.Sha });
        var explained = await UntilAsync(orchestrator, async () => await second.PullRequest.Get(owner, name, number) is { } pull && pull.Head.Sha != mended.Head.Sha ? pull : null);
        Assert.Equal("42 because of the sum", await shop.ReadAsync(explained.Head.Sha, "why.txt"));

        // The remark is settled and the change approved: it can be merged.
        await ResolveAsync(shop, number);
        await shop.SendAsync("reviewer", HttpMethod.Post, shop.Api($"/pulls/{number}/reviews"), new { @event = "APPROVE" });
        await UntilAsync(orchestrator, () => orchestrator.Notices.List(openOnly: false).FirstOrDefault(notice => notice.Session == session.Id && notice.Title.Contains("approved", StringComparison.OrdinalIgnoreCase)));
        var merged = await orchestrator.PullRequests.MergeAsync(session.Id, Token);
        Assert.True(merged.Merged, merged.Reason);

        // The second client sees the same, the issue is closed, and people were asked before anything went out.
        var after = await second.PullRequest.Get(owner, name, number);
        Assert.True(after.Merged);
        Assert.Equal(await Shop.GitAsync(shop.Bare, "rev-parse", "main"), after.MergeCommitSha);
        Assert.Equal("42", await shop.ReadAsync("main", "answer.txt"));
        await UntilAsync(orchestrator, async () => await second.Issue.Get(owner, name, issueNumber) is { State.Value: ItemState.Closed } closed ? closed : null);
        Assert.Contains(_asked, static consent => consent.Kind == EffectKind.OpenPullRequest);
        Assert.Contains(_asked, static consent => consent.Kind == EffectKind.MergePullRequest);
        Assert.Empty(orchestrator.Effects.ListUnsettled());

        await ending.CancelAsync();
        await approving;
        await checking;
        await host.StopAsync(Token);
        await AssertContractAsync(shop);
    }

    public void Dispose() => _project.Dispose();

    private static async Task ProtectAsync(Shop shop) => await shop.SendAsync("admin", HttpMethod.Put, shop.Api("/branches/main/protection"), new
    {
        required_status_checks = new { strict = false, contexts = (string[])[Ci.Check] },
        enforce_admins = (bool?)null,
        required_pull_request_reviews = new { required_approving_review_count = 1 },
        restrictions = (object?)null,
    });

    private static async Task ResolveAsync(Shop shop, int number)
    {
        var read = await shop.AskAsync(
            "reviewer",
            "query($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) { pullRequest(number: $number) { reviewThreads(first: 10) { nodes { id isResolved } } } } }",
            new { owner = shop.Name.Split('/')[0], name = shop.Name.Split('/')[1], number });
        foreach (var thread in read["repository"]!["pullRequest"]!["reviewThreads"]!["nodes"]!.AsArray())
        {
            await shop.AskAsync("reviewer", "mutation($thread: ID!) { resolveReviewThread(input: { threadId: $thread }) { thread { isResolved } } }", new { thread = thread!["id"]!.GetValue<string>() });
        }
    }

    private async Task ApproveAsync(IOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var consent in orchestrator.Consents.WatchAsync(cancellationToken))
            {
                if (consent.State == ConsentState.Pending)
                {
                    _asked.Enqueue(consent);
                    await orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator("ann", "test"), cancellationToken: cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task AssertContractAsync(Shop shop)
    {
        var calls = (await shop.CallsAsync()).Where(call => call.Path.Contains(shop.Name, StringComparison.Ordinal)).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls.Count} REST calls, {calls.Count(static call => call.Status == 304)} of them not modified"));
        foreach (var call in calls.Where(static call => call.Violations.Count > 0).DistinctBy(static call => call.Path.Split('?')[0]))
        {
            output.WriteLine(call.ToString());
        }

        Assert.All(calls, static call => Assert.True(!call.OfTheCaller.Any(), call.ToString()));
    }

    private Task<T> UntilAsync<T>(IOrchestrator orchestrator, Func<T?> find)
        where T : class => UntilAsync(orchestrator, () => Task.FromResult(find()));

    /// <summary>Waits until something is there, and says how everything stands where that takes too long.</summary>
    private async Task<T> UntilAsync<T>(IOrchestrator orchestrator, Func<Task<T?>> find)
        where T : class
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await find() is { } found)
            {
                return found;
            }

            if (TimeProvider.System.GetElapsedTime(began) > s_patience)
            {
                foreach (var session in orchestrator.List())
                {
                    output.WriteLine($"{session.Id} {session.Status} {session.Reason} {session.PullRequest}");
                    output.WriteLine(string.Join('\n', session.Messages.Select(static message => $"  {message.Stage}: {message.Text}")));
                    output.WriteLine($"  {orchestrator.PullRequests.FindObserved(session.Id)}");
                }

                output.WriteLine(string.Join('\n', orchestrator.Reactions.List().Select(static reaction => reaction.ToString())));
                output.WriteLine(string.Join('\n', orchestrator.Notices.List(openOnly: false).Select(static notice => $"{notice.Topic}: {notice.Title}: {notice.Body}")));
                output.WriteLine(string.Join('\n', orchestrator.Backlog.List(ProjectId.Parse(Project.Name)).Select(static entry => entry.ToString())));
                output.WriteLine(github.Complaints);
                Assert.Fail($"It has not come about within {s_patience}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token);
        }
    }
}
