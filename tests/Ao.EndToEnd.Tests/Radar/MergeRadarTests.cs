using System.Globalization;
using Ao.EndToEnd.Tests.Reactions;
using Ao.PullRequests;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Radar;

/// <summary>Sessions that are about to collide are told before they do, over real git and real programs.</summary>
public sealed class MergeRadarTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SameLines_BothAreToldBeforeEitherProposes_OtherPlacesOfTheFileAreNot()
    {
        var shop = new CheckedShop(_folder.Path)
        {
            // Each works on until it is told something.
            Agent = """
                case $task in
                *first*) sed -i 's/^line 10$/line ten/' cart.txt ;;
                *second*) sed -i 's/^line 10$/line zehn/' cart.txt ;;
                *) sed -i 's/^line 60$/line sixty/' cart.txt ;;
                esac
                while IFS= read -r line; do case $line in *'"message"'*) break ;; esac; done
                git add --all && git commit --quiet --message Lines
                """,
            Configure = static project =>
            {
                project.Agents["command"].Options["input"] = "channel";
                project.Radar.Interval = TimeSpan.FromSeconds(1);
            },
        };
        await shop.MakeRepositoryAsync(("cart.txt", string.Concat(Enumerable.Range(1, 80).Select(static number => string.Create(CultureInfo.InvariantCulture, $"line {number}\n")))));

        using var host = shop.NewHost();
        await host.StartAsync(Token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approvals = Approvals.ApproveAsync(orchestrator, approving.Token);

        var apart = (await CheckedShop.SpawnAsync(orchestrator, "Change another place.", Token)).Id;
        var first = (await CheckedShop.SpawnAsync(orchestrator, "Change the first way.", Token)).Id;
        var second = (await CheckedShop.SpawnAsync(orchestrator, "Change the second way.", Token)).Id;
        await UntilAsync(orchestrator, () => orchestrator.Get(first).Messages.Count == 1 && orchestrator.Get(second).Messages.Count == 1);

        var collision = Assert.Single(orchestrator.Radar.List());
        Assert.Equal((first, second), (collision.Earlier, collision.Later));
        Assert.Equal("cart.txt", Assert.Single(collision.Files).Path);
        Assert.Contains("- cart.txt: your lines 10; its lines 10", orchestrator.Get(first).Messages[0].Text, StringComparison.Ordinal);

        // Told, they propose all the same: people are told, and the plan shows it.
        await UntilAsync(orchestrator, () => new[] { first, second }.All(session => orchestrator.Get(session).PullRequest is { State: ProposalState.Open }) && orchestrator.Notices.List().Any(static notice => notice.Topic == "radar.collision"));
        var plan = await orchestrator.PullRequests.PlanMergeAsync([first, second], Token);
        Assert.Equal((first, "cart.txt"), Assert.Single(plan.Steps[1].PredictedConflicts) is { } conflict ? (conflict.Session, Assert.Single(conflict.Paths)) : default);

        Assert.True((await orchestrator.PullRequests.MergeAsync(first, Token)).Merged);
        await UntilAsync(orchestrator, () => orchestrator.Radar.List().Count == 0 && orchestrator.Notices.List().All(static notice => notice.Topic != "radar.collision"));

        Assert.Empty(orchestrator.Get(apart).Messages);
        await orchestrator.StopAsync(apart, cancellationToken: Token);
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
                }

                output.WriteLine(string.Join('\n', orchestrator.Radar.List().Select(static collision => collision.ToString())));
                output.WriteLine(string.Join('\n', orchestrator.Notices.List(openOnly: false).Select(static notice => $"{notice.Topic}: {notice.Title}: {notice.Body}")));
                Assert.Fail($"It has not come about within {s_patience}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }
}
