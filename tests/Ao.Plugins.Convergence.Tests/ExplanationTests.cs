using Ao.Convergence;

namespace Ao.Plugins.Convergence.Tests;

public sealed class ExplanationTests
{
    private const string Path = "packages/scm-github/src/index.ts";
    private const string Old = "  const { stdout } = await execFileAsync(\"gh\", args, { timeout: 30_000 });";

    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_loop =
    [
        "  let delay = 500;",
        "  for (let attempt = 1; ; attempt++) {",
        "    try {",
        Old,
        "      return stdout.trim();",
        "    } catch (error) {",
        "      if (attempt >= 5 || !/rate limit|HTTP 50[234]/i.test(String(error))) throw error;",
        "      await sleep(delay);",
        "      delay *= 2;",
        "    }",
        "  }",
    ];

    private static readonly string[] s_wrapper =
    [
        "const PAUSES = [1000, 4000, 15000];",
        "const isTransient = (e: unknown) => [\"rate limit\", \"Bad Gateway\", \"socket hang up\"].some((text) => String(e).includes(text));",
        "  const { stdout } = await persistently(() => execFileAsync(\"gh\", args, { timeout: 30_000 }));",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ForkHistory Ann => Fork("ann", Change("a1a1a1a1a1a1", "fix(scm-github): retry gh with backoff when GitHub rate limits us", 1, s_loop));

    private static ForkHistory Bob => Fork("bob", Change("b2b2b2b2b2b2", "GitHub throttles us: try again, waiting longer each time (#14)", 6, s_wrapper));

    [Fact]
    public async Task DetectAsync_OneProblemInTwoForks_IsToldWhole()
    {
        var finding = Assert.Single(await DetectAsync(Ann, Bob));

        Assert.Equal("GitHub rate limits, in gh (packages/scm-github/src/index.ts)", finding.Pattern);
        Assert.Equal(
            """
            ann and bob met what looks like one problem between 2 March 2026 and 7 March 2026: GitHub rate limits.
            Both change packages/scm-github/src/index.ts, around `gh`.
            What is common: both take out or rewrite `const { stdout } = await execFileAsync("gh", args, { timeout: 30_000 });`.
            What each did:
            ann (a1a1a1a1a1, 2 March 2026): fix(scm-github): retry gh with backoff when GitHub rate limits us; loops over attempts; catches errors; new in it: delay, sleep; such as `if (attempt >= 5 || !/rate limit|HTTP 50[234]/i.test(String(error))) throw error;`.
            bob (b2b2b2b2b2, 7 March 2026): GitHub throttles us: try again, waiting longer each time; adds the constant `PAUSES` and the function `isTransient`; new in it: persistently; such as `const isTransient = (e: unknown) => ["rate limit", "Bad Gateway", "socket hang up"].some((text) => String(e).includes(…`.
            Their answers exclude each other, because they change the same lines of packages/scm-github/src/index.ts in different ways: ann and bob.
            Nothing shows that one was taken from another: the patches differ, no added line is the same, and no message names another's commit.
            How sure this is: very likely (0.99 of 1). What is most alike:
            """.ReplaceLineEndings(" "),
            finding.Explanation[..(finding.Explanation.IndexOf("alike:", StringComparison.Ordinal) + "alike:".Length)]);
        Assert.EndsWith(". Does this pattern belong upstream?", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DetectAsync_UpstreamHasAnAnswerOfItsOwnOrTheSameChange_AreToldInOtherWords()
    {
        var own = Assert.Single(await DetectAsync(Ann, Bob with { IsUpstream = true }));
        var copy = Assert.Single(await DetectAsync(Ann, Fork("bob", Change("b2b2b2b2b2b2", "take the retry from somewhere", 6, s_loop)) with { IsUpstream = true }));

        Assert.Equal([FindingRelation.AlreadyUpstream, FindingRelation.AlreadyUpstream], [own.Relation, copy.Relation]);
        Assert.Contains("by an answer of its own and not by a copy: b2b2b2b2b2, since 7 March 2026.", own.Explanation, StringComparison.Ordinal);
        Assert.Contains("upstream too and in its own way", own.Summary, StringComparison.Ordinal);
        Assert.Contains("The patches are the same. ann has it as a1a1a1a1a1 of 2 March 2026 and upstream has it as b2b2b2b2b2 of 7 March 2026.", copy.Explanation, StringComparison.Ordinal);
        Assert.Contains("upstream is one of them", copy.Summary, StringComparison.Ordinal);
        Assert.True(own.Score > copy.Score);
    }

    [Fact]
    public async Task DetectAsync_LittleInCommon_SaysThatItIsUnsure()
    {
        // In another file, from a little in common to very much.
        (string Subject, string Line)[] others =
        [
            ("idle sessions are stuck", "const minutes = idleMinutesOf(session);"),
            ("sessions are called stuck after minutes", "const minutes = idleMinutesOf(session);"),
            ("sessions are called stuck too early", "const minutes = idleMinutesOf(session) ?? STUCK_AFTER;"),
            ("sessions are called stuck too early, and too often", "const limit = Number(STUCK_AFTER_MS ?? idleMinutesOf(session));"),
        ];
        var ann = Fork("ann", Change("a1a1a1a1a1a1", "fix: sessions are called stuck too early", 1, ["const limit = Number(process.env.STUCK_AFTER_MS ?? 600_000);"]));

        var findings = new List<Finding>();
        foreach (var (subject, line) in others)
        {
            var bob = Change("b2b2b2b2b2b2", subject, 3, [line], "  return board.render(card);");
            findings.AddRange(await DetectAsync(0.02, ann, Fork("bob", bob with { Paths = ["src/board.ts"], Patch = bob.Patch!.Replace(Path, "src/board.ts", StringComparison.Ordinal).Replace("gh(", "board(", StringComparison.Ordinal) })));
        }

        Assert.All(findings, static finding => Assert.Equal(finding.Confidence < 0.5, finding.Explanation.Contains("may have met one problem", StringComparison.Ordinal) && finding.Explanation.Contains(": unsure (", StringComparison.Ordinal)));
        Assert.Contains(findings, static finding => finding.Confidence < 0.5);
    }

    [Fact]
    public async Task DetectAsync_TwoAnswersOfOneFork_AreOneForkAndNoScoreIsAboveOne()
    {
        var further = Change("d4d4d4d4d4d4", "retry gh with a longer backoff while GitHub rate limits us", 12, [.. s_loop.Select(static line => line.Replace("delay", "wait", StringComparison.Ordinal).Replace("attempt", "turn", StringComparison.Ordinal)), "  await sleep(Math.random() * 200);"]);

        var twice = Ann with { Changes = [.. Ann.Changes, further] };

        var two = (await DetectAsync(twice, Bob))[0];
        var upstream = (await DetectAsync(twice, Bob with { IsUpstream = true }))[0];
        var three = (await DetectAsync(Ann, Bob, Fork("dan", further)))[0];

        Assert.Equal(["ann", "bob"], two.Forks.Select(static fork => fork.ForkId).Order(StringComparer.Ordinal));
        Assert.Equal(3, two.Evidence.Count);
        Assert.InRange(two.Score, 0, 1);
        Assert.InRange(upstream.Score, 0, 0.8);
        Assert.Equal(["ann", "bob", "dan"], three.Forks.Select(static fork => fork.ForkId).Order(StringComparer.Ordinal));
        Assert.InRange(three.Score, 0, 1);
    }

    [Fact]
    public async Task DetectAsync_AnswerInsideALargerChange_SaysSoAndShowsTheCommonFile()
    {
        var files = string.Concat(Enumerable.Range(0, 7).Select(static number => $"diff --git a/src/fleet{number}.ts b/src/fleet{number}.ts\n--- /dev/null\n+++ b/src/fleet{number}.ts\n@@ -0,0 +1,2 @@\n+export const fleet{number} = createFleetOf(members{number});\n+export const budget{number} = members{number}.length;\n"));
        var large = Change("b2b2b2b2b2b2", "feat: fleets share a budget, and gh is asked again when GitHub rate limits it", 6, s_wrapper);

        var finding = Assert.Single(await DetectAsync(Ann, Fork("bob", large with { Patch = files + large.Patch, Paths = [] })));

        var answer = Assert.Single(finding.Forks, static fork => fork.ForkId == "bob");
        Assert.Contains("part of a larger change of 8 files", answer.Answer, StringComparison.Ordinal);
        Assert.Contains("`PAUSES`", answer.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("createFleetOf", answer.Answer, StringComparison.Ordinal);
        Assert.Equal(8, answer.Paths.Count);
        Assert.Equal(Path, answer.Paths[0]);
    }

    [Fact]
    public async Task DetectAsync_SeveralCommitsOfOneFork_AreAllNamed()
    {
        var ann = Fork(
            "ann",
            Change("a1a1a1a1a1a1", "scm-github: retry gh when GitHub rate limits us", 1, s_loop[..4]),
            Change("a2a2a2a2a2a2", "scm-github: double the pause", 1.1, s_loop[4..7]),
            Change("a3a3a3a3a3a3", "address review comments", 1.2, s_loop[7..]));

        var finding = Assert.Single(await DetectAsync(ann, Bob));

        Assert.Equal(["a1a1a1a1a1a1", "a2a2a2a2a2a2", "a3a3a3a3a3a3"], Assert.Single(finding.Forks, static fork => fork.ForkId == "ann").Revisions);
        Assert.Contains("ann (a1a1a1a1a1, a2a2a2a2a2, a3a3a3a3a3, 2 March 2026)", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal(4, finding.Evidence.Count);
    }

    private static ForkHistory Fork(string id, params IReadOnlyList<ForkChange> changes) => new() { ForkId = id, Changes = changes };

    private static ForkChange Change(string revision, string message, double day, string[] added, string old = Old) => new()
    {
        Revision = revision,
        Message = message,
        At = s_start.AddDays(day),
        Author = $"author of {revision[0]}",
        Paths = [Path],
        Patch = $"diff --git a/{Path} b/{Path}\n--- a/{Path}\n+++ b/{Path}\n@@ -8,3 +8,{added.Length + 2} @@ async function gh(args: string[]): Promise<string> {{\n // asks GitHub\n-{old}\n{string.Concat(added.Select(static line => $"+{line}\n"))} }}\n",
    };

    private static Task<IReadOnlyList<Finding>> DetectAsync(params IReadOnlyList<ForkHistory> forks) => DetectAsync(0.5, forks);

    private static async Task<IReadOnlyList<Finding>> DetectAsync(double minimum, params IReadOnlyList<ForkHistory> forks) =>
        await new PatternsDetector().DetectAsync(new ConvergenceRequest { Forks = forks, MinimumConfidence = minimum }, Token);
}
