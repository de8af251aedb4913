using Ao.Convergence;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Plugins.Convergence.Tests;

public sealed class ExplanationProperties
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_subjects = ["fix(scm): retry gh when GitHub rate limits us", "GitHub throttles us: try again when it rate limits", "scm: wait out the rate limit of GitHub", "\e[2Jrate limit of GitHub\u202e `code` ``more``", new string('w', 400) + " rate limit GitHub", "GitHub rate limit 🚀🚀🚀 retry"];
    private static readonly string[] s_lines = ["const PAUSES = [1000, 4000, 15000];", "if (/rate limit/.test(String(error))) {", "  await sleep(delay * 2);", "for (let attempt = 0; attempt < 5; attempt++) {", "const retryable = `rate limit of ${host}`;", "const x = \"" + new string('y', 600) + "\";", "throw new Error(\"\e[31mrate limit\u202e\");", "const emoji = \"" + string.Concat(Enumerable.Repeat("🚀", 120)) + "\";", "process.env.AO_RATE_LIMIT"];

    public static Arbitrary<Answered[]> Answers() =>
        (from fork in Gen.Elements("ann", "bob", "cid", "upstream")
         from subject in Gen.Elements(s_subjects)
         from lines in Gen.ListOf(Gen.Elements(s_lines))
         from day in Gen.Choose(0, 60)
         select new Answered(fork, subject, [.. lines.Take(12)], day)).ArrayOf().ToArbitrary();

    [Property(Arbitrary = [typeof(ExplanationProperties)], MaxTest = 200)]
    public void DetectAsync_AnyChanges_AreToldSoundly(Answered[] answers)
    {
        foreach (var finding in Detect([.. answers.Take(30)]))
        {
            string[] texts = [finding.Summary, finding.Pattern, finding.Explanation, .. finding.Forks.Select(static fork => fork.Answer), .. finding.Evidence.Select(static one => one.Excerpt), .. finding.Reasons.Select(static one => one.Description)];
            Assert.InRange(finding.Score, 0, 1);
            Assert.EndsWith("?", finding.Explanation, StringComparison.Ordinal);
            Assert.InRange(finding.Explanation.Length, 100, 4_000);
            Assert.InRange(finding.Pattern.Length, 1, 240);
            Assert.All(finding.Forks, fork => Assert.Contains(fork.ForkId, finding.Explanation, StringComparison.Ordinal));
            Assert.Equal(finding.Forks.SelectMany(static fork => fork.Revisions).Order(StringComparer.Ordinal), finding.Evidence.Select(static one => one.Reference).Order(StringComparer.Ordinal));
            Assert.All(texts, static text => Assert.DoesNotContain(text, static character => char.IsControl(character) || character == '\u202e'));
            Assert.All(texts, static text => Assert.False(HasLoneSurrogate(text), text));
            Assert.All(texts, static text => Assert.True(IsCutWithSign(text), text));
        }
    }

    /// <summary>The long runs of one letter are only ever shown cut, and then a sign follows.</summary>
    private static bool IsCutWithSign(string text)
    {
        foreach (var run in (string[])["yyyyyyyy", "wwwwwwww"])
        {
            var at = text.IndexOf(run, StringComparison.Ordinal);
            while (at >= 0)
            {
                var end = at;
                while (end < text.Length && text[end] == run[0])
                {
                    end++;
                }

                if (end - at < 400 && (end == text.Length || text[end] != '…'))
                {
                    return false;
                }

                at = text.IndexOf(run, end, StringComparison.Ordinal);
            }
        }

        return true;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }

    private static IReadOnlyList<Finding> Detect(Answered[] answers) =>
        new PatternsDetector().DetectAsync(
            new ConvergenceRequest
            {
                MinimumConfidence = 0.1,
                Forks = [.. answers.Select(static (answer, at) => (answer, at)).GroupBy(static one => one.answer.Fork).Select(static fork => new ForkHistory { ForkId = fork.Key, IsUpstream = fork.Key == "upstream", Changes = [.. fork.Select(static one => Change(one.answer, one.at))] })],
            },
            TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();

    private static ForkChange Change(Answered answer, int number) => new()
    {
        Revision = $"{number:x8}{answer.Fork}",
        Message = answer.Subject,
        At = s_start.AddDays(answer.Day),
        Author = $"author{number}",
        Paths = ["src/gh.ts"],
        Patch = $"diff --git a/src/gh.ts b/src/gh.ts\n--- a/src/gh.ts\n+++ b/src/gh.ts\n@@ -10,2 +10,{answer.Lines.Length + 1} @@ async function gh(args: string[]): Promise<string> {{\n begin\n-const out = await run(\"gh\", args);\n{string.Concat(answer.Lines.Select(static line => $"+{line}\n"))}",
    };

    public sealed record Answered(string Fork, string Subject, string[] Lines, int Day);
}
