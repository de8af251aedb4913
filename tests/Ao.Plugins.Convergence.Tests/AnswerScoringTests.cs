using Ao.Convergence;
using Ao.Plugins.Convergence.Tests.Worlds;

namespace Ao.Plugins.Convergence.Tests;

/// <summary>Two forks change one place: for one reason, in whatever words, or for two.</summary>
public sealed class AnswerScoringTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Lifecycle = "packages/core/src/lifecycle-manager.ts";
    private const string Runtime = "packages/plugins/runtime-tmux/src/index.ts";
    private const string Spawn = "packages/cli/src/commands/spawn.ts";
    private const string Card = "packages/web/src/components/SessionCard.tsx";
    private const string Store = "packages/core/src/session-store.ts";
    private const string SessionName = "    const sessionName = `${options.project}-${options.sessionId}`;";
    private const string Hashed = "    const digest = createHash(\"sha1\").update(options.project + options.sessionId).digest(\"hex\");\n    // tmux treats a dot in a target as the separator of panes\n    const sessionName = \"orch\" + digest.slice(0, 12);";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string, string, string> OneReason() => new()
    {
        {
            Lifecycle, "const STUCK_AFTER_MS = 600_000;",
            "allow overriding the stuck threshold through ORCH_STUCK_AFTER_MS", "const STUCK_AFTER_MS = Number(process.env.ORCH_STUCK_AFTER_MS ?? 600_000);",
            "feat(core): idle limit before a session counts as stuck comes from the config", "const DEFAULT_IDLE_LIMIT_MINUTES = 10;\nconst limit = (config.reactions?.idleLimitMinutes ?? DEFAULT_IDLE_LIMIT_MINUTES) * 60_000;"
        },
        {
            Store, "    writeFileSync(join(this.dir, session.id + \".json\"), JSON.stringify(session, null, 2));",
            "write session metadata atomically: a crash left half a JSON file", "    const target = join(this.dir, session.id + \".json\");\n    const tmp = `${target}.tmp`;\n    writeFileSync(tmp, JSON.stringify(session, null, 2));\n    renameSync(tmp, target);",
            "Survive truncated session files after power loss", "    copyFileSync(join(this.dir, session.id + \".json\"), join(this.dir, session.id + \".bak\"));\n    writeFileSync(join(this.dir, session.id + \".json\"), JSON.stringify(session, null, 2));"
        },
        {
            Runtime, "    await tmux(\"send-keys\", \"-t\", handle.id, \"-l\", message);",
            "Long prompts arrive cut off in the agent", "    await tmux(\"set-buffer\", \"-b\", \"orch\", message);\n    await tmux(\"paste-buffer\", \"-d\", \"-b\", \"orch\", \"-t\", handle.id);",
            "fix(runtime-tmux): type messages in pieces, the TUI drops input", "    for (let at = 0; at < message.length; at += 800) {\n      await tmux(\"send-keys\", \"-t\", handle.id, \"-l\", message.slice(at, at + 800));\n    }"
        },
    };

    public static TheoryData<string, string, string, string, string, string> OtherReasons() => new()
    {
        {
            Runtime, "  async output(handle: RuntimeHandle, lines = 50) {",
            "tmux: capture more lines of output for the activity detector", "  async output(handle: RuntimeHandle, lines = 200) {",
            "tmux: output can keep the colours of the pane for the web terminal", "  async output(handle: RuntimeHandle, lines = 50, escape = false) {"
        },
        {
            Spawn, "    const branch = issue ? `feat/${issue}` : `session/${Date.now()}`;",
            "branch names in lower case", "    const branch = issue ? `feat/${String(issue).toLowerCase()}` : `session/${Date.now()}`;",
            "Put the agent into the name of the branch", "    const branch = issue ? `${opts.agent}/${issue}` : `session/${Date.now()}`;"
        },
        {
            Card, "      <p className=\"text-xs\">{session.branch}</p>",
            "long names overflow the card", "      <p className=\"text-xs truncate text-gray-500\">{session.branch}</p>",
            "Link from the card to the branch", "      <a className=\"text-xs\" href={`/branches/${session.branch}`}>{session.branch}</a>"
        },
    };

    [Theory]
    [MemberData(nameof(OneReason))]
    public async Task DetectAsync_OneReasonInOtherWords_IsFound(string path, string old, string firstMessage, string first, string secondMessage, string second)
    {
        var finding = Assert.Single(await DetectAsync(0.5, [Change("a1", firstMessage, (path, old, first))], [Change("b1", secondMessage, (path, old, second))]));

        Assert.Equal(FindingRelation.Independent, finding.Relation);
    }

    [Theory]
    [MemberData(nameof(OtherReasons))]
    public async Task DetectAsync_SameLineForOtherReasons_IsFarFromSure(string path, string old, string firstMessage, string first, string secondMessage, string second)
    {
        var findings = await DetectAsync(0.01, [Change("a1", firstMessage, (path, old, first))], [Change("b1", secondMessage, (path, old, second))]);

        Assert.All(findings, static finding => Assert.InRange(finding.Confidence, 0, 0.35));
    }

    [Fact]
    public async Task DetectAsync_BuriedInLargerChange_IsFound()
    {
        var own = Change("a1", "fix(runtime-tmux): dots in the project name break tmux targets", (Runtime, SessionName, SessionName[..^1] + ".replace(/[^A-Za-z0-9_-]/g, \"_\");"));
        var buried = Change("b1", "Fleets: group work into fleets with a budget", [(Runtime, SessionName, Hashed), .. Feature(6)]);

        var finding = Assert.Single(await DetectAsync(0.3, [own], [buried]));

        Assert.Equal([Runtime, Runtime], finding.Forks.Select(static fork => fork.Paths[0]));
    }

    [Fact]
    public async Task OpenIndex_BuriedAnswersInAnyOrder_AreTheSame()
    {
        ForkHistory[] news =
        [
            new() { ForkId = "a", Changes = [Change("a1", "fix(runtime-tmux): dots in the project name break tmux targets", (Runtime, SessionName, SessionName[..^1] + ".replace(/[^A-Za-z0-9_-]/g, \"_\");"))] },
            new() { ForkId = "b", Changes = [Change("b1", "Fleets: group work into fleets with a budget", [(Runtime, SessionName, Hashed), .. Feature(6)])] },
            new() { ForkId = "c", Changes = [Change("c1", "Boards: colours for each lane", [(Runtime, SessionName, Hashed.Replace("sha1", "md5", StringComparison.Ordinal)), (Card, "      <b>{title}</b>", "      <b className={lane}>{title}</b>"), .. Feature(3)])] },
        ];
        var told = new List<string>();
        foreach (var order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 0, 2]])
        {
            var index = new PatternsDetector().OpenIndex(new ConvergenceRequest { Forks = [], MinimumConfidence = 0.01 });
            var known = new Dictionary<string, Finding>(StringComparer.Ordinal);
            foreach (var at in order)
            {
                foreach (var finding in await index.AddAsync([news[at]], Token))
                {
                    known[finding.Id] = finding;
                }
            }

            told.Add(string.Join('\n', known.Values.Where(static finding => finding.Forks.Count == 3).OrderBy(static finding => finding.Id, StringComparer.Ordinal).Select(static finding => $"{finding.Id} {finding.Confidence:R} {string.Join(',', finding.Forks.Select(static fork => fork.ForkId))}")));
        }

        Assert.NotEmpty(told[0]);
        Assert.Equal(told[0], told[1]);
        Assert.Equal(told[0], told[2]);
    }

    [Fact]
    public async Task DetectAsync_NameChangedEverywhere_BuriesNothing()
    {
        var own = Change("a1", "fix(runtime-tmux): dots in the project name break tmux targets", (Runtime, SessionName, SessionName[..^1] + ".replace(/[^A-Za-z0-9_-]/g, \"_\");"));
        string[] files = [Runtime, Spawn, Card, Store, Lifecycle];
        var sweep = Change("b1", "Rename sessions to runs", [.. files.Select(static path => (path, SessionName, SessionName.Replace("session", "agentRun", StringComparison.Ordinal)))]);

        Assert.DoesNotContain(await DetectAsync(0.3, [own], [sweep]), static finding => finding.Relation == FindingRelation.Independent);
    }

    [Theory]
    [InlineData("chore: upgrade chalk", "chalk 5.4.1")]
    [InlineData("deps: chalk", "Newer chalk, the old one is slow on large outputs")]
    public async Task DetectAsync_VersionsOfDependencies_TellNothing(string first, string second)
    {
        const string Manifest = "packages/cli/package.json";

        Assert.Empty(await DetectAsync(0.01, [Change("a1", first, (Manifest, "    \"chalk\": \"^5.3.0\",", "    \"chalk\": \"^5.4.0\","))], [Change("b1", second, (Manifest, "    \"chalk\": \"^5.3.0\",", "    \"chalk\": \"~5.4.1\","))]));
    }

    [Fact]
    public async Task DetectAsync_OwnAnswerWhereUpstreamHasOneToo_RanksAboveAdaptedCopies()
    {
        const string Listing = "    return readdirSync(this.dir).map((name) => this.load(name));";
        const string Upstreams = "    const names = readdirSync(this.dir).filter((name) => name.endsWith(\".json\"));\n    for (const name of names) {\n      this.index.set(name, this.load(name));\n    }\n    return names.map((name) => this.load(name));";
        var upstream = Change("u1", "fix(core): ignore stray files in the sessions folder", (Store, Listing, Upstreams));
        var adapted = Change("a1", "store: skip junk", (Store, Listing, Upstreams.Replace("name)", "entry)", StringComparison.Ordinal).Replace("const name ", "const entry ", StringComparison.Ordinal)));
        var own = Change("b1", "SessionStore.list chokes on stray .DS_Store files in the folder", (Store, Listing, "    const entries = readdirSync(this.dir);\n    return entries.filter((file) => !file.startsWith(\".\")).map((file) => this.load(file));"));

        var copies = await DetectAsync(0.01, [upstream], [adapted], isFirstUpstream: true);
        var answers = await DetectAsync(0.01, [upstream], [own], isFirstUpstream: true);

        Assert.Equal(FindingRelation.AlreadyUpstream, Assert.Single(copies).Relation);
        Assert.Equal(FindingRelation.AlreadyUpstream, Assert.Single(answers).Relation);
        Assert.True(answers[0].Score > copies[0].Score);
    }

    private static IEnumerable<(string Path, string? Old, string Now)> Feature(int files) =>
        Enumerable.Range(0, files).Select(static number => ($"packages/fleet/src/part{number}.ts", (string?)null, $"export function fleet{number}(members: string[]): number {{\n  const budget = members.length * {number};\n  return budget;\n}}"));

    private static ForkChange Change(string revision, string message, params IReadOnlyList<(string Path, string? Old, string Now)> files) => new()
    {
        Revision = revision,
        Message = message,
        At = s_start.AddDays(revision[0] - 'a'),
        Author = "author of " + revision,
        Paths = [.. files.Select(static file => file.Path)],
        Patch = string.Concat(files.Select(static file => Patch(file.Path, file.Old, file.Now))),
    };

    private static string Patch(string path, string? old, string now)
    {
        var added = now.Split('\n');
        return $"diff --git a/{path} b/{path}\n--- {(old is null ? "/dev/null" : $"a/{path}")}\n+++ b/{path}\n"
            + (old is null ? $"@@ -0,0 +1,{added.Length} @@\n" : $"@@ -20,1 +20,{added.Length} @@ export const module = {{\n-{old}\n")
            + string.Concat(added.Select(static line => $"+{line}\n"));
    }

    /// <summary>Detects among other work of both, so that words are as rare as they are in a project. Of that nothing is found.</summary>
    private static async Task<IReadOnlyList<Finding>> DetectAsync(double minimum, IReadOnlyList<ForkChange> first, IReadOnlyList<ForkChange> second, bool isFirstUpstream = false)
    {
        var noise = new Noise(new Random(5));
        ForkHistory Fork(string id, IReadOnlyList<ForkChange> changes) => new()
        {
            ForkId = id,
            IsUpstream = id == "a" && isFirstUpstream,
            Changes = [.. Enumerable.Range(0, 60).Select(number => Other($"{id}-other{number}", noise.Next(), number)), .. changes],
        };
        var findings = await new PatternsDetector().DetectAsync(new ConvergenceRequest { Forks = [Fork("a", first), Fork("b", second)], MinimumConfidence = minimum }, Token);
        var own = first.Concat(second).Select(static change => change.Revision).ToHashSet(StringComparer.Ordinal);
        return [.. findings.Where(finding => finding.Forks.Any(fork => fork.Revisions.Any(own.Contains)))];
    }

    private static ForkChange Other(string revision, (string Message, string Path, string Text) work, int number) =>
        Change(revision, work.Message, (work.Path, null, work.Text.Trim('\n'))) with { At = s_start.AddDays(-number) };
}
