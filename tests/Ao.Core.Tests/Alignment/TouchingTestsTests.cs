using Ao.Alignment;
using Ao.Configuration;

namespace Ao.Core.Tests.Alignment;

/// <summary>Which test files of a fork are run alone, and how the command is told them.</summary>
public sealed class TouchingTestsTests
{
    private static readonly string[] s_merged = ["tests/a.test.ts", "tests/b.test.ts", "tests/bad\nname.test.ts", "tests/two words.test.ts", "-rf.test.ts", "@x/c.test.ts", "src/PoolTests.cs"];

    [Theory]
    [InlineData("told", AlignmentTier.Tell, AlignmentConfirmation.Merged, "tests/a.test.ts", "tests/a.test.ts")]
    [InlineData("in conflict elsewhere", AlignmentTier.Tell, AlignmentConfirmation.Untried, "tests/a.test.ts", "tests/a.test.ts")]
    [InlineData("in the list", AlignmentTier.List, AlignmentConfirmation.Untried, "tests/a.test.ts", "tests/a.test.ts")]
    [InlineData("refuted", AlignmentTier.Tell, AlignmentConfirmation.Refuted, "tests/a.test.ts", "")]
    [InlineData("silent", AlignmentTier.Silent, AlignmentConfirmation.Untried, "tests/a.test.ts", "")]
    [InlineData("twice", AlignmentTier.Tell, AlignmentConfirmation.Merged, "tests/a.test.ts;tests/b.test.ts;tests/a.test.ts", "tests/a.test.ts;tests/b.test.ts")]
    [InlineData("not in the merged source", AlignmentTier.Tell, AlignmentConfirmation.Merged, "tests/gone.test.ts", "")]
    [InlineData("outside of it", AlignmentTier.Tell, AlignmentConfirmation.Merged, "../../etc/passwd;/etc/passwd", "")]
    [InlineData("a line break", AlignmentTier.Tell, AlignmentConfirmation.Merged, "tests/bad\nname.test.ts", "")]
    [InlineData("odd names", AlignmentTier.Tell, AlignmentConfirmation.Merged, "-rf.test.ts;tests/two words.test.ts", "-rf.test.ts;tests/two words.test.ts")]
    public void Choose_Findings_GivesTheFilesThatCanRun(string name, AlignmentTier tier, AlignmentConfirmation confirmation, string tests, string expected)
    {
        var chosen = TouchingTests.Choose(Options("run", "{files}"), [Finding(tier, confirmation, tests.Split(';'))], s_merged);

        Assert.True(string.Join(';', chosen) == expected, name);
    }

    [Fact]
    public void Choose_NoCommandOrTooMany_GivesNoneOrFifty()
    {
        var many = Enumerable.Range(0, 80).Select(static number => $"tests/m{number}.test.ts").ToList();
        var findings = many.Chunk(20).Select(static some => Finding(AlignmentTier.Tell, AlignmentConfirmation.Merged, some)).ToList();

        Assert.Empty(TouchingTests.Choose(new AlignmentOptions(), findings, many));
        Assert.Equal(many.Take(50), TouchingTests.Choose(Options("run", "{files}"), findings, many));
    }

    [Fact]
    public void Choose_ByNames_LeavesOutWhatCannotStandInAnExpression()
    {
        var finding = Finding(AlignmentTier.Tell, AlignmentConfirmation.Merged, ["src/PoolTests.cs", "tests/two words.test.ts", "-rf.test.ts"]);

        Assert.Equal(["src/PoolTests.cs"], TouchingTests.Choose(Options("dotnet", "test", "--filter", "{names}"), [finding], s_merged));
    }

    [Theory]
    [InlineData("npx vitest run {files}", "tests/a.test.ts;tests/b.test.ts", "npx;vitest;run;tests/a.test.ts;tests/b.test.ts")]
    [InlineData("pytest -- {files} -q", "tests/test_a.py", "pytest;--;tests/test_a.py;-q")]
    [InlineData("run {files}", "tests/two words.test.ts;tests/$(x).test.ts", "run;tests/two words.test.ts;tests/$(x).test.ts")]
    [InlineData("run {files}", "-rf.test.ts;--config=x/test.ts;@x/c.test.ts", "run;./-rf.test.ts;./--config=x/test.ts;./@x/c.test.ts")]
    [InlineData("run {files}", ".dot/a.test.ts;_a.test.ts", "run;.dot/a.test.ts;_a.test.ts")]
    [InlineData("dotnet test --filter {names}", "tests/PoolTests.cs;tests/LeaseTests.cs;other/PoolTests.cs", "dotnet;test;--filter;PoolTests|LeaseTests")]
    public void Of_Files_StayArgumentsOfTheirOwn(string command, string files, string expected)
    {
        var made = TestCommandLine.Of(Options(command.Split(' ')), files.Split(';'));

        Assert.Equal(expected.Split(';'), made.Command);
        Assert.Equal(TimeSpan.FromMinutes(10), made.Timeout);
    }

    private static AlignmentOptions Options(params string[] command) => new() { TestCommand = command };

    private static AlignmentFinding Finding(AlignmentTier tier, AlignmentConfirmation confirmation, IReadOnlyList<string> tests) =>
        new(FakeChecker.Alert(new AlignmentFork { ForkId = "games", Tree = null! }, tier) with { Tests = tests }, confirmation);
}
