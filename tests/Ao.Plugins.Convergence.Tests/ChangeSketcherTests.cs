using System.Text.Json;
using Ao.Convergence;

namespace Ao.Plugins.Convergence.Tests;

/// <summary>Sketches, by the vectors that docs/protocols/sketch.md gives.</summary>
public sealed class ChangeSketcherTests
{
    private static readonly ForkChange s_change = new()
    {
        Revision = "r",
        At = DateTimeOffset.UnixEpoch,
        Message = "fix(runtime): timeout per task type (#12)\n\nTasks differ.\n\nSigned-off-by: A <a@b>",
        Paths = ["src/taskTimer.ts", "pnpm-lock.yaml"],
        Patch = "diff --git a/src/taskTimer.ts b/src/taskTimer.ts\nindex 1..2 100644\n--- a/src/taskTimer.ts\n+++ b/src/taskTimer.ts\n@@ -5,5 +5,6 @@ function runTask(task) {\n one\n two\n-  setTimeout(kill, 5000);\n+  const limit = taskLimits[task];\n+  setTimeout(kill, limit);\n three\n four\ndiff --git a/pnpm-lock.yaml b/pnpm-lock.yaml\nindex 1..2 100644\n--- a/pnpm-lock.yaml\n+++ b/pnpm-lock.yaml\n@@ -1 +1 @@\n-lockfileVersion: 8\n+lockfileVersion: 9\n",
    };

    [Theory]
    [InlineData("timeout", 0x97f68388U)]
    [InlineData("", 0x811c9dc5U)]
    [InlineData("a", 0xe40c292cU)]
    [InlineData("foobar", 0xbf9cf968U)]
    [InlineData("src/taskTimer.ts", 0x3dc47707U)]
    public void WordHash_IsFnv1a(string word, uint expected) => Assert.Equal(expected, WordHash.Of(word));

    [Fact]
    public void Sketch_Change_CountsWordsAndTheirParts()
    {
        var sketch = new PatternsDetector().Sketch(s_change);

        Assert.Equal("ao-sketch/1", sketch.Algorithm);
        Assert.Equal(Counted(("runtime", 2), ("timeout", 2), ("per", 2), ("task", 3), ("type", 2), ("differ", 1)), Sorted(sketch.Text));
        Assert.Equal(Counted(("limit", 2), ("tasklimits", 1), ("task", 2), ("limits", 1), ("settimeout", 1), ("timeout", 1), ("kill", 1)), Sorted(sketch.Added));
        Assert.Equal(Counted(("settimeout", 1), ("timeout", 1), ("kill", 1)), Sorted(sketch.Removed));
        Assert.Equal(Counted(("runtask", 1), ("run", 1), ("task", 2)), Sorted(sketch.Symbols));
        Assert.Equal(Counted(("src", 1), ("tasktimer", 1), ("task", 1), ("timer", 1)), Sorted(sketch.Places));
        var file = Assert.Single(sketch.Files);
        Assert.Equal((WordHash.Of("src/taskTimer.ts"), new LineRange(7, 1)), (file.Hash, Assert.Single(file.Hunks)));
        Assert.Equal((5, 2), (sketch.Lines, sketch.FileCount));
        Assert.Equal(40, sketch.PatchId!.Length);
    }

    [Fact]
    public void Sketch_Limits_AreKept()
    {
        var sketch = new PatternsDetector().Sketch(s_change, new SketchLimits { Terms = 2, Files = 0, KeepsText = false });

        Assert.Empty(sketch.Text);
        Assert.Empty(sketch.Files);
        Assert.Equal(2, sketch.Added.Count);
        Assert.All(sketch.Added, static term => Assert.Equal(2, term.Count));
        Assert.Empty(new PatternsDetector().Sketch(s_change, new SketchLimits { KeepsFiles = false }).Places);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void Sketch_WrongLimits_SaysWhy(int terms, int files) =>
        Assert.Throws<AoException>(() => new PatternsDetector().Sketch(s_change, new SketchLimits { Terms = terms, Files = files }));

    [Fact]
    public void Sketch_PartialPatch_HasNoPatchId() => Assert.Null(new PatternsDetector().Sketch(s_change with { IsPartial = true }).PatchId);

    [Fact]
    public void Sketch_AnyText_IsMade()
    {
        foreach (var patch in (string[])["", "\n", "@@", "diff --git ", "diff --git \"", "diff --git a/x b/x\n@@ -1,999999999 +1,999999999 @@\n+x", "diff --git a/x b/x\n@@ -99999999999 +1 @@\n", "diff --git a/x b/x\n+++ \"\\3\n@@ -1 +1 @@ \u202e\0\n-\ud800\n+" + new string('w', 100_000)])
        {
            var sketch = new PatternsDetector().Sketch(s_change with { Patch = patch });
            Assert.NotNull(JsonSerializer.Serialize(sketch));
        }
    }

    private static IEnumerable<SketchTerm> Counted(params (string Word, int Count)[] words) => Sorted(words.Select(static word => new SketchTerm(WordHash.Of(word.Word), word.Count)));

    private static IEnumerable<SketchTerm> Sorted(IEnumerable<SketchTerm> terms) => terms.OrderBy(static term => term.Hash);
}
