using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ao.Convergence;

namespace Ao.Plugins.Convergence.Tests;

/// <summary>The lists and vectors that docs/protocols/sketch.json gives to others are those of the code. AO_UPDATE_VECTORS=1 writes them anew.</summary>
public sealed class SketchVectorsTests
{
    private static readonly string s_path = Path.Combine(RepositoryFolder(), "docs", "protocols", "sketch.json");
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void ListsAndVectors_AreThoseOfTheCode()
    {
        var vectors = Changes.Select(static one => new JsonObject { ["name"] = one.Name, ["message"] = one.Change.Message, ["paths"] = List(one.Change.Paths), ["patch"] = one.Change.Patch, ["sketch"] = Flat(new PatternsDetector().Sketch(one.Change)) });
        var expected = $"{{\n\"algorithm\": \"{SketchBuilder.Algorithm}\",\n\"lists\": {{\n{string.Join(",\n", Lists.Select(static list => $"\"{list.Name}\": {List(list.Values).ToJsonString(s_plain)}"))}\n}},\n\"vectors\": [\n{string.Join(",\n", vectors.Select(static vector => vector.ToJsonString(s_plain)))}\n]\n}}\n";
        if (Environment.GetEnvironmentVariable("AO_UPDATE_VECTORS") == "1")
        {
            File.WriteAllText(s_path, expected);
        }

        using var document = JsonDocument.Parse(expected);
        Assert.Equal(3, document.RootElement.GetProperty("vectors").GetArrayLength());
        Assert.Equal(expected, File.ReadAllText(s_path));
    }

    private static IEnumerable<(string Name, IEnumerable<string> Values)> Lists =>
    [
        ("commonInText", Sorted(CommonWords.Text)), ("commonInCode", Sorted(CommonWords.Code)),
        ("ignoredNames", Sorted(PathLists.IgnoredNames)), ("ignoredFolders", Sorted(PathLists.IgnoredFolders)), ("ignoredExtensions", Sorted(PathLists.IgnoredExtensions)),
        ("ignoredBeginnings", PathLists.IgnoredBeginnings), ("ignoredParts", PathLists.IgnoredParts), ("ignoredEnds", PathLists.IgnoredEnds),
        ("translationFolders", Sorted(PathLists.TranslationFolders)), ("translationExtensions", Sorted(PathLists.TranslationExtensions)), ("translationCode", Sorted(PathLists.TranslationCode)),
        ("testFolders", Sorted(PathLists.TestFolders)), ("testBeginnings", PathLists.TestBeginnings), ("testParts", PathLists.TestParts), ("testEnds", PathLists.TestEnds),
        ("proseExtensions", Sorted(PathLists.ProseExtensions)),
    ];

    private static IEnumerable<(string Name, ForkChange Change)> Changes =>
    [
        ("the one of the page", new ForkChange
        {
            Revision = "1",
            At = DateTimeOffset.UnixEpoch,
            Message = "fix(runtime): timeout per task type (#12)\n\nTasks differ.\n\nSigned-off-by: A <a@b>",
            Paths = ["src/taskTimer.ts", "pnpm-lock.yaml"],
            Patch = "diff --git a/src/taskTimer.ts b/src/taskTimer.ts\nindex 1..2 100644\n--- a/src/taskTimer.ts\n+++ b/src/taskTimer.ts\n@@ -5,5 +5,6 @@ function runTask(task) {\n one\n two\n-  setTimeout(kill, 5000);\n+  const limit = taskLimits[task];\n+  setTimeout(kill, limit);\n three\n four\ndiff --git a/pnpm-lock.yaml b/pnpm-lock.yaml\nindex 1..2 100644\n--- a/pnpm-lock.yaml\n+++ b/pnpm-lock.yaml\n@@ -1 +1 @@\n-lockfileVersion: 8\n+lockfileVersion: 9\n",
        }),
        ("words of other scripts, parts, plurals, and lines that are left out", new ForkChange
        {
            Revision = "2",
            At = DateTimeOffset.UnixEpoch,
            Message = "  Größe der HTTPServerPools messen (acme/shop#7)  \n\nПулы соединений. 接続プールの上限\n  reviewed-by: B <b@c>\n\ud83e\udd16 made by nobody\nprocess CLASSES 2fast snake_case_name",
            Paths = ["pools.py"],
            Patch = "diff --git a/pools.py b/pools.py\nindex 1..2 100644\n--- a/pools.py\n+++ b/pools.py\n@@ -0,0 +1,4 @@\n+version = \"2.0\"\n+def measure(HTTPServerPool, _max_size2):\n+    return größe\r\n+# 接続プール\n\\ No newline at end of file\n",
        }),
        ("a test, prose, a deleted and a renamed file, and a path that the patch does not show", new ForkChange
        {
            Revision = "3",
            At = DateTimeOffset.UnixEpoch,
            Message = "retry",
            Paths = ["tests/retry.py", "docs/retry.md", "src/old.py", "src/fresh.py", "src/binary.dat", "CHANGELOG.md"],
            IsPartial = true,
            Patch = "diff --git a/tests/retry.py b/tests/retry.py\n--- a/tests/retry.py\n+++ b/tests/retry.py\n@@ -1,3 +1,4 @@ class RetryTests\n same\n-backoff\n+retry retry\n+retry\n same\n@@ -9 +10,0 @@ class RetryTests\n-backoff\ndiff --git a/docs/retry.md b/docs/retry.md\n--- a/docs/retry.md\n+++ b/docs/retry.md\n@@ -1 +1 @@\n-retries\n+attempts attempts\ndiff --git a/src/old.py b/src/old.py\ndeleted file mode 100644\n--- a/src/old.py\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-attempts = 3\n-attempts\ndiff --git a/src/stale.py b/src/fresh.py\nsimilarity index 90%\nrename from src/stale.py\nrename to src/fresh.py\n",
        }),
    ];

    private static IEnumerable<string> Sorted(IEnumerable<string> words) => words.Order(StringComparer.Ordinal);

    private static JsonArray List(IEnumerable<string> values) => [.. values.Select(static value => (JsonNode)JsonValue.Create(value)!)];

    /// <summary>Gives a sketch as records have it.</summary>
    private static JsonObject Flat(ChangeSketch sketch)
    {
        var flat = new JsonObject { ["algorithm"] = sketch.Algorithm };
        foreach (var (name, terms) in (ReadOnlySpan<(string, IReadOnlyList<SketchTerm>)>)[("text", sketch.Text), ("added", sketch.Added), ("removed", sketch.Removed), ("symbols", sketch.Symbols), ("places", sketch.Places)])
        {
            if (terms.Count > 0)
            {
                flat[name] = Numbers(terms.SelectMany(static term => new long[] { term.Hash, term.Count }));
            }
        }

        if (sketch.Files.Count > 0)
        {
            flat["files"] = new JsonArray([.. sketch.Files.Select(static file => Numbers([file.Hash, .. file.Hunks.SelectMany(static hunk => new long[] { hunk.First, hunk.Count })]))]);
        }

        if (sketch.PatchId is { } id)
        {
            flat["patch_id"] = id;
        }

        flat["lines"] = sketch.Lines;
        flat["file_count"] = sketch.FileCount;
        return flat;
    }

    private static JsonArray Numbers(IEnumerable<long> numbers) => [.. numbers.Select(static number => (JsonNode)JsonValue.Create(number))];

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ao.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds Ao.sln.");
        }

        return folder;
    }
}
