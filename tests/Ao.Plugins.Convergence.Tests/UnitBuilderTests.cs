using Ao.Convergence;

namespace Ao.Plugins.Convergence.Tests;

public sealed class UnitBuilderTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ann", "fix: retry the upload queue", "ann", "fix: upload queue retry for large files", 1, "one")]
    [InlineData("ann", "fix: retry the upload queue", "bob", "fix: upload queue retry for large files", 1, "two")]
    [InlineData("ann", "fix: retry the upload queue", "ann", "fix: upload queue retry for large files", 48, "two")]
    [InlineData("ann", "fix: retry the upload queue", "ann", "feat: dark theme of charts", 1, "two")]
    [InlineData("ann", "fix: retry the upload queue", "ann", "typo", 1, "one")]
    [InlineData("ann", "fix: retry the upload queue", "bob", "fixup! fix: retry the upload queue", 1, "one")]
    [InlineData("ann", "fix: retry the upload queue (#7)", "ann", "fix: retry the upload queue again (#8)", 1, "two")]
    [InlineData("ann", "fix: retry the upload queue (#7)", "ann", "test: upload queue (#7)", 1, "one")]
    [InlineData("ann", "fix: retry the upload queue", "ann", "Revert \"fix: retry the upload queue\"", 1, "none")]
    [InlineData("ann", "worktree: take the name from paths", "ann", "worktree: HOME is unset here", 3, "one")]
    [InlineData("ann", "fix(worktree): take the name from paths", "ann", "fix(worktree): HOME is unset here", 3, "one")]
    [InlineData("ann", "scm-github: retry calls", "ann", "scm-github: wait between them", 3, "one")]
    [InlineData("ann", "fix(worktree): take the name from paths", "ann", "fix(tmux): HOME is unset here", 3, "two")]
    [InlineData("ann", "fix(worktree): take the name from paths", "ann", "feat(worktree): colours of cards", 3, "two")]
    [InlineData("ann", "fix: take the name from paths", "ann", "fix: HOME is unset here", 3, "two")]
    [InlineData("ann", "fix(worktree): take the name from paths", "ann", "fix(worktree): HOME is unset here", 20, "two")]
    [InlineData("ann", "fix(worktree): take the name from paths", "ann", "address review comments on this", 3, "one")]
    [InlineData("ann", "fix(worktree): take the name from paths", "ann", "fix the failing tests", 3, "one")]
    [InlineData("ann", "fix(worktree): take the name from paths", "bob", "address review comments on this", 3, "two")]
    [InlineData("ann", "fix: retry the upload queue", "ann", "chore: release 1.2.0", 1, "alone")]
    public void Group_TwoCommits_BelongTogetherOrNot(string author, string subject, string otherAuthor, string otherSubject, int hours, string expected)
    {
        var reader = new ChangeReader(null);
        var changes = new[] { Change(author, subject, 0, "1"), Change(otherAuthor, otherSubject, hours, "2") }.Select(change => reader.Read("fork", change)).ToArray();

        var shape = string.Join(' ', UnitBuilder.Group(changes).Select(static unit => string.Concat(unit.Select(static member => member.Revision))));

        Assert.Equal(expected switch { "one" => "12", "two" => "1 2", "alone" => "1", _ => "" }, shape);
        Assert.Equal(shape, string.Join(' ', UnitBuilder.Group(changes.Reverse()).Select(static unit => string.Concat(unit.Select(static member => member.Revision)))));
    }

    [Theory]
    [InlineData("src/app.ts", PathKind.Source)]
    [InlineData("packages/core/src/__tests__/config.test.ts", PathKind.Test)]
    [InlineData("tests/Ao.Tests/FooTests.cs", PathKind.Test)]
    [InlineData("docs/guide.md", PathKind.Prose)]
    [InlineData("README.zh-CN.md", PathKind.Translation)]
    [InlineData("packages/web/locales/de.json", PathKind.Translation)]
    [InlineData("src/use_id.ts", PathKind.Source)]
    [InlineData("pnpm-lock.yaml", PathKind.Ignored)]
    [InlineData("CHANGELOG.md", PathKind.Ignored)]
    [InlineData(".changeset/brave-cats.md", PathKind.Ignored)]
    [InlineData("node_modules/a/index.js", PathKind.Ignored)]
    [InlineData("web/dist/app.js", PathKind.Ignored)]
    [InlineData("assets/logo.png", PathKind.Ignored)]
    [InlineData("", PathKind.Source)]
    public void PathKinds_Path_IsTold(string path, object expected) => Assert.Equal(expected, PathKinds.Of(path));

    private static ForkChange Change(string author, string subject, int hours, string revision) => new()
    {
        Revision = revision,
        Message = subject,
        At = s_start.AddHours(hours),
        Author = author,
        Patch = $"diff --git a/src/upload.ts b/src/upload.ts\n--- a/src/upload.ts\n+++ b/src/upload.ts\n@@ -{hours + 1},1 +{hours + 1},2 @@\n line\n+const part{revision} = queue.take(backoff{revision});\n",
    };
}
