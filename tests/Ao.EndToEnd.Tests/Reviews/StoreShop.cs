using Ao.Configuration;
using Ao.Reviews;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Reviews;

/// <summary>A project whose author forgets something, and whose reviewers see it: with real edits, real commits and real programs.</summary>
internal sealed record StoreShop(string Folder)
{
    public const string Name = "shop";

    /// <summary>Is author and reviewer, by what it is told.</summary>
    private const string Agent = """
        set -eu
        task=$(cat "$AO_TASK_FILE")
        commit() {
          git add --all
          git diff --cached --quiet || git commit --quiet --message "$1"
        }
        case $task in
        *"Review the change of session"*)
          if [ ! -f store.sh ] || grep -q sync store.sh; then
            printf '%s\n' '{"ao":"verdict","verdict":"pass","summary":"It keeps what it is given."}'
          else
            printf '%s\n' '{"ao":"verdict","verdict":"blocker","summary":"It loses data.","findings":[{"text":"What is stored is lost when the machine stops","severity":"blocker","category":"data","path":"store.sh","line":2}]}'
          fi
          exit 0
          ;;
        *"cannot be merged yet"*)
          if grep -q stubborn store.sh; then
            date +%s%N >>stubborn.txt
          else
            printf 'store() {\n    echo "$1" >>store.txt && sync store.txt\n}\n' >store.sh
          fi
          commit 'Look at the findings'
          ;;
        *"Write file"*)
          name=${task##*Write file }
          name=${name%%.*}
          echo "$name" >"$name.txt"
          commit "Write $name"
          ;;
        *)
          printf 'store() {\n    echo "$1" >>store.txt\n}\n' >store.sh
          case $task in *stubborn*) echo '# stubborn' >>store.sh ;; esac
          commit 'Store things'
          ;;
        esac
        printf '%s\n' '{"ao":"done","summary":"Done."}'
        """;

    /// <summary>Gets who answers.</summary>
    public string Repository => Path.Combine(Folder, "repository");

    public async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(Path.Combine(Repository, "test.sh"), "set -eu\nif [ -f store.sh ]; then . ./store.sh; fi\n");
        await Git.CommitAsync(Repository, "Begin");
        await Git.RunAsync(Repository, "config", "receive.denyCurrentBranch", "updateInstead");
    }

    public IHost NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(Folder, "data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects[Name] = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", Agent], Options = { ["protocol"] = "jsonl" } } },
                PullRequests = { ChecksRequired = false },
                Verification = { Commands = [new VerificationCommandOptions { Name = "test", Command = ["sh", "test.sh"] }] },
                Reviews =
                {
                    Tiers = { new ReviewTierOptions { Name = "first-pass", Prompt = "Be quick." }, new ReviewTierOptions { Name = "deep", Prompt = "Be thorough." } },
                    StallWindow = 2,
                },
            };
        });
        return builder.Build();
    }

    public static Task<Session> SpawnAsync(IOrchestrator orchestrator, string prompt, params IReadOnlyList<SessionId> dependsOn) =>
        orchestrator.SpawnAsync(new SpawnRequest { Project = Name, Prompt = prompt, DependsOn = dependsOn }, TestContext.Current.CancellationToken);

    /// <summary>Waits until the review of a session's change is as wanted. Each fact about a session is a reason to look; a review that ends by itself is followed by one.</summary>
    public static async Task<SessionReview> WaitAsync(IOrchestrator orchestrator, SessionId session, ReviewProgress progress)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (orchestrator.Reviews.Get(session).Progress != progress)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            var review = orchestrator.Reviews.Get(session);
            Assert.Fail($"{review.Progress} {review.Reason}\n{string.Join('\n', review.Rounds)}\n{string.Join('\n', review.Findings)}\n{string.Join('\n', orchestrator.List().Select(static other => $"{other.Id} {other.Status} {other.Reason} {other.PullRequest}"))}");
        }

        return orchestrator.Reviews.Get(session);
    }
}
