using Ao.Benchmarks.Convergence;

namespace Ao.Plugins.Git.Tests;

/// <summary>The command line by which repositories are compared.</summary>
public sealed class FoldersOptionsTests
{
    private static readonly string[] s_least = ["--base", "/b", "--fork", "a=/x=y"];

    [Fact]
    public void Read_Whole_IsTaken()
    {
        var options = FoldersOptions.Read([.. s_least, "--fork", "b c=/z", "--window", "30", "--min", "0.05", "--top", "7", "--branches", "default"]);

        Assert.Equal(("/b", TimeSpan.FromDays(30), 0.05, 7, false), (options.Base, options.Window, options.MinimumConfidence, options.Top, options.ReadsAllBranches));
        Assert.Equal([("a", "/x=y"), ("b c", "/z")], options.Forks.Select(static fork => (fork.Key, fork.Value)));
        Assert.True(FoldersOptions.Read(s_least).ReadsAllBranches);
    }

    [Theory]
    [InlineData("--fork a", "'--fork a' cannot be used: it has no name.")]
    [InlineData("--fork =/x", "'--fork =/x' cannot be used: its name is empty.")]
    [InlineData("--fork b=", "it has no repository")]
    [InlineData("--fork a=/z", "another fork has this name")]
    [InlineData("--fork upstream=/z", "the base is called 'upstream'")]
    [InlineData("--fork Upstream=/z", "the base is called 'upstream'")]
    [InlineData("--fork b\nc=/z", "holds control characters")]
    [InlineData("--fork b\u202ec=/z", "holds control characters")]
    [InlineData("--fork 01234567890123456789012345678901234567890123456789012345678901234=/z", "longer than 64 characters")]
    [InlineData("--fork", "'--fork' stands without a value.")]
    [InlineData("--base /c", "the base was named before")]
    [InlineData("--window x", "'--window x' cannot be used: it is no number of days. Give a whole number from 1 to 36500.")]
    [InlineData("--window -5", "it is no number of days")]
    [InlineData("--window 999999999", "it is no number of days")]
    [InlineData("--top 0", "it is no count of findings")]
    [InlineData("--min 1.5", "it is no confidence")]
    [InlineData("--min NaN", "it is no confidence")]
    [InlineData("--branches some", "Give 'all' or 'default'.")]
    [InlineData("--frok a=/z", "There is no option '--frok'.")]
    public void Read_WrongArgument_IsNamedWithTheReason(string wrong, string expected)
    {
        var error = Assert.Throws<AoException>(() => FoldersOptions.Read([.. s_least, .. wrong.Split(' ', 2)]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Read_BaseOrForkIsMissing_IsSaid()
    {
        Assert.Contains("The base is missing", Assert.Throws<AoException>(() => FoldersOptions.Read(["--fork", "a=/x"])).Message, StringComparison.Ordinal);
        Assert.Contains("No fork is named", Assert.Throws<AoException>(() => FoldersOptions.Read(["--base", "/b"])).Message, StringComparison.Ordinal);
    }
}
