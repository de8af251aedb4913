using Ao.PullRequests;
using Ao.Reactions;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Reactions;

/// <summary>What happens to a pull request reaches the session that can mend it, over real git, a real forge and real programs.</summary>
public sealed class ReactionLoopTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedCheck_GoesToItsSessionWithTheFailingExcerpt_IsMendedAndGoesGreen()
    {
        var shop = new CheckedShop(_folder.Path)
        {
            Agent = """
                case $task in
                *"expected 42 and got 41"*) echo 42 >answer.txt ;;
                *) echo 41 >answer.txt ;;
                esac
                git add --all && git commit --quiet --message "Answer"
                """,
            Checks = new Dictionary<string, string> { ["answer"] = "echo '::step compare'; got=$(cat answer.txt); [ \"$got\" = 42 ] || { echo \"expected 42 and got $got\"; exit 1; }" },
        };
        await shop.MakeRepositoryAsync(("answer.txt", "42\n"));

        await WithHostAsync(shop, async orchestrator =>
        {
            var id = (await CheckedShop.SpawnAsync(orchestrator, "Answer.", Token)).Id;
            await UntilAsync(orchestrator, () => orchestrator.PullRequests.FindObserved(id) is { Checks.State: CheckState.Passed } && orchestrator.Get(id).Messages.Count == 1);

            var message = Assert.Single(orchestrator.Get(id).Messages).Text;
            Assert.Contains("expected 42 and got 41", message, StringComparison.Ordinal);
            Assert.Contains("compare", message, StringComparison.Ordinal);
            var reaction = Assert.Single(orchestrator.Reactions.List(id), static reaction => reaction.Key == "ci-failed");
            Assert.Equal((1, 2), (reaction.Attempts, reaction.Retries));
            Assert.Equal(ReactionAttribution.ThisChange, Assert.Single(reaction.Attributions).Attribution);
            Assert.True((await orchestrator.PullRequests.MergeAsync(id, Token)).Merged);
        });
        Assert.Equal("42\n", await File.ReadAllTextAsync(Path.Combine(shop.Repository, "answer.txt"), Token));
    }

    [Fact]
    public async Task FailureOfTheBase_AndAFlakyOne_AreAttributedAndNotSent()
    {
        var marker = _folder.Combine("ran-once");
        var shop = new CheckedShop(_folder.Path)
        {
            Agent = "echo more >>notes.txt; git add --all && git commit --quiet --message Notes",
            Checks = new Dictionary<string, string>
            {
                ["lint"] = "echo 'lint: 3 problems in old.txt'; ! grep -q bad old.txt",
                ["flaky"] = $"[ -e '{marker}' ] || {{ touch '{marker}'; echo 'connection reset'; exit 1; }}",
            },
        };
        await shop.MakeRepositoryAsync(("old.txt", "bad\n"), ("notes.txt", ""));

        await WithHostAsync(shop, async orchestrator =>
        {
            var id = (await CheckedShop.SpawnAsync(orchestrator, "Note.", Token)).Id;
            await UntilAsync(orchestrator, () => orchestrator.Reactions.List(id).Any(static reaction => reaction.Attributions.Count == 2));

            var attributions = orchestrator.Reactions.List(id).Single(static reaction => reaction.Key == "ci-failed").Attributions.ToDictionary(static found => found.Check);
            Assert.Equal((ReactionAttribution.AlreadyOnBase, ReactionAttribution.Flaky), (attributions["lint"].Attribution, attributions["flaky"].Attribution));
            Assert.Contains("3 problems in old.txt", attributions["lint"].Evidence, StringComparison.Ordinal);
            Assert.Empty(orchestrator.Get(id).Messages);
            Assert.Contains(orchestrator.Notices.List(openOnly: false), static notice => notice.Title.Contains("lint", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task BaseMoves_ChecksRunAnew_AndWhatWasTheBasesIsTheChangesNow()
    {
        var shop = new CheckedShop(_folder.Path)
        {
            Agent = """
                case $task in
                *"bad words"*) echo good >new.txt ;;
                *) echo bad >new.txt ;;
                esac
                git add --all && git commit --quiet --message New
                """,
            Checks = new Dictionary<string, string> { ["words"] = "if grep -l bad *.txt; then echo 'bad words'; exit 1; fi" },
        };
        await shop.MakeRepositoryAsync(("old.txt", "bad\n"));

        await WithHostAsync(shop, async orchestrator =>
        {
            var id = (await CheckedShop.SpawnAsync(orchestrator, "Write.", Token)).Id;
            await UntilAsync(orchestrator, () => orchestrator.Reactions.List(id).Any(static reaction => reaction.Attributions is [{ Attribution: ReactionAttribution.AlreadyOnBase }]));
            Assert.Empty(orchestrator.Get(id).Messages);

            // A person mends the base: what fails from here on is the change's own.
            await File.WriteAllTextAsync(Path.Combine(shop.Repository, "old.txt"), "fine\n", Token);
            await Git.CommitAsync(shop.Repository, "Mend");
            await UntilAsync(orchestrator, () => orchestrator.Get(id).Messages.Count == 1 && orchestrator.PullRequests.FindObserved(id) is { Checks.State: CheckState.Passed });
        });
    }

    [Fact]
    public async Task MachineryThatFails_IsPutDownToIt_AndPeopleAreTold()
    {
        var shop = new CheckedShop(_folder.Path)
        {
            Agent = "echo more >>notes.txt; git add --all && git commit --quiet --message Notes",
            Programs = new Dictionary<string, string> { ["lint"] = "/nonexistent/lint" },
        };
        await shop.MakeRepositoryAsync(("notes.txt", ""));

        await WithHostAsync(shop, async orchestrator =>
        {
            var id = (await CheckedShop.SpawnAsync(orchestrator, "Note.", Token)).Id;
            await UntilAsync(orchestrator, () => orchestrator.Reactions.List(id).Any(static reaction => reaction.Attributions is [{ Attribution: ReactionAttribution.Infrastructure }]));

            Assert.Empty(orchestrator.Get(id).Messages);
            Assert.Contains(orchestrator.Notices.List(openOnly: false), static notice => notice.Title.Contains("lint", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Conflict_IsResolvedByItsOwner()
    {
        var shop = new CheckedShop(_folder.Path)
        {
            Agent = """
                case $task in
                *"conflicts with its base branch"*)
                    git fetch --quiet origin
                    git merge --quiet --no-edit origin/main >/dev/null 2>&1 || true
                    printf 'first\nsecond\n' >names.txt
                    git add --all && git commit --quiet --no-edit
                    ;;
                *first*) echo first >names.txt && git add --all && git commit --quiet --message First ;;
                *) echo second >names.txt && git add --all && git commit --quiet --message Second ;;
                esac
                """,
        };
        await shop.MakeRepositoryAsync(("names.txt", "nobody\n"));

        await WithHostAsync(shop, async orchestrator =>
        {
            var first = (await CheckedShop.SpawnAsync(orchestrator, "Name the first.", Token)).Id;
            var other = (await CheckedShop.SpawnAsync(orchestrator, "Name the other.", Token)).Id;
            await UntilAsync(orchestrator, () => orchestrator.Get(first).PullRequest is { State: ProposalState.Open } && orchestrator.Get(other).PullRequest is { State: ProposalState.Open });
            Assert.True((await orchestrator.PullRequests.MergeAsync(first, Token)).Merged);

            await UntilAsync(orchestrator, () => orchestrator.Get(other) is { Messages.Count: 1, Status: SessionStatus.Done } session && session.PullRequest!.Revision == session.VerifiedRevision);

            Assert.Contains("names.txt", Assert.Single(orchestrator.Get(other).Messages).Text, StringComparison.Ordinal);
            Assert.Empty(orchestrator.Get(first).Messages);
            Assert.True((await orchestrator.PullRequests.MergeAsync(other, Token)).Merged);
        });
        Assert.Equal("first\nsecond\n", await File.ReadAllTextAsync(Path.Combine(shop.Repository, "names.txt"), Token));
    }

    [Fact]
    public async Task WhatIsNotMended_EscalatesOnce_AndStaysUntilAPersonHasSeenToIt()
    {
        var shop = new CheckedShop(_folder.Path)
        {
            Agent = "date +%s%N >answer.txt; git add --all && git commit --quiet --message Try",
            Checks = new Dictionary<string, string> { ["answer"] = "echo \"wrong: $(cat answer.txt | cut -c 1-3) of revision $(git rev-parse HEAD:answer.txt)\"; grep -qx 42 answer.txt" },
        };
        await shop.MakeRepositoryAsync(("answer.txt", "42\n"));

        await WithHostAsync(shop, async orchestrator =>
        {
            var id = (await CheckedShop.SpawnAsync(orchestrator, "Answer.", Token)).Id;
            await UntilAsync(orchestrator, () => orchestrator.Notices.List().Any(notice => notice.Session == id && notice.Topic.StartsWith("reaction", StringComparison.Ordinal)));

            var reaction = Assert.Single(orchestrator.Reactions.List(id), static reaction => reaction.Key == "ci-failed");
            Assert.Equal((2, ReactionStatus.Escalated), (reaction.Attempts, reaction.Status));
            Assert.Equal(2, orchestrator.Get(id).Messages.Count);
        });

        // The next host neither forgets it nor begins anew.
        await WithHostAsync(shop, async orchestrator =>
        {
            await orchestrator.PullRequests.LookAsync(ProjectId.Parse(CheckedShop.Name), Token);
            var reaction = Assert.Single(orchestrator.Reactions.List(), static reaction => reaction.Key == "ci-failed");
            Assert.Equal((2, ReactionStatus.Escalated), (reaction.Attempts, reaction.Status));
            Assert.Single(orchestrator.Notices.List(), notice => notice.Session == reaction.Session);
        });
    }

    public void Dispose() => _folder.Dispose();

    private static async Task WithHostAsync(CheckedShop shop, Func<IOrchestrator, Task> act)
    {
        using var host = shop.NewHost();
        await host.StartAsync(Token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approvals = Approvals.ApproveAsync(orchestrator, approving.Token);
        await act(orchestrator);
        await approving.CancelAsync();
        await approvals;
        await host.StopAsync(Token);
    }

    /// <summary>Waits until something is so, and says how everything stands where that takes too long.</summary>
    private async Task UntilAsync(IOrchestrator orchestrator, Func<bool> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
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
                Assert.Fail($"It has not come about within {s_patience}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }
}
