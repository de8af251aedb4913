namespace Ao.Plugins.Convergence.Tests;

public sealed class CommitMessageTests
{
    [Theory]
    [InlineData("chore: release 0.2.5", true)]
    [InlineData("chore(release): 1.0.0", true)]
    [InlineData("v1.2.3", true)]
    [InlineData("1.2.3-beta.1", true)]
    [InlineData("Version Packages (#12)", true)]
    [InlineData("Bump version to 2.1", true)]
    [InlineData("Prepare release 3.0", true)]
    [InlineData("chore(deps): bump vite from 5.0 to 5.1", true)]
    [InlineData("Bump lodash from 4.17.20 to 4.17.21", true)]
    [InlineData("Merge branch 'main' of upstream", true)]
    [InlineData("Merge pull request #12 from x/y", true)]
    [InlineData("chore: sync fork with upstream main", true)]
    [InlineData("style: prettier", true)]
    [InlineData("Run eslint fix", true)]
    [InlineData("Initial commit", true)]
    [InlineData("fix: release the lock when a session ends", false)]
    [InlineData("feat: release notes skill", false)]
    [InlineData("fix: sync session state with the tracker", false)]
    [InlineData("feat: merge radar", false)]
    [InlineData("fix: format durations above a day", false)]
    [InlineData("fix: version check fails offline", false)]
    [InlineData("feat(runtime): timeout per task type", false)]
    [InlineData("", false)]
    public void Read_Housekeeping_IsTold(string subject, bool expected) => Assert.Equal(expected, CommitMessage.Read(subject).IsHousekeeping);

    [Theory]
    [InlineData("fix(cli): scan for a free port (#301)", "fix(cli): scan for a free port", "scan free port", "cli", "301")]
    [InlineData("worktree: HOME is unset", "worktree: HOME is unset", "home is unset", "worktree", null)]
    [InlineData("scm-github: retry calls", "scm-github: retry calls", "retry calls", "scm-github", null)]
    [InlineData("feat!: Timeout per task type", "feat!: Timeout per task type", "timeout per task type", "", null)]
    [InlineData("Fix the thing (owner/repo#7)\n\nbody", "Fix the thing", "thing", "", "7")]
    public void Read_Subject_IsTakenApart(string text, string subject, string key, string scope, string? number)
    {
        var message = CommitMessage.Read(text);

        Assert.Equal((subject, key, scope, number), (message.Subject, message.Key, message.Scope, message.Number));
    }

    [Theory]
    [InlineData("x\n\n(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)", "0123456789abcdef0123456789abcdef01234567", true, false)]
    [InlineData("x\n\nBackported from 0123456", "0123456", true, false)]
    [InlineData("Revert \"x\"\n\nThis reverts commit 0123456789.", "0123456789", false, true)]
    [InlineData("revert: x", null, false, true)]
    [InlineData("Reverting is not what this text is about", null, false, false)]
    public void Read_Origin_IsFound(string text, string? origin, bool copied, bool reverts)
    {
        var message = CommitMessage.Read(text);

        Assert.Equal((origin, copied, reverts), (message.Origin, message.SaysCopied, message.IsRevert));
    }

    [Fact]
    public void Read_AnyText_IsQuick()
    {
        foreach (var part in (string[])["(", "a(", " ", "fix(", "x#1)", "bump ", "release ", "\n", "🤖", "prepare "])
        {
            Assert.NotNull(CommitMessage.Read(string.Concat(Enumerable.Repeat(part, 20_000))));
        }
    }
}
