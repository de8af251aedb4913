using Ao.Commands;

namespace Ao.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Equals_SameParts_IsEqual()
    {
        Assert.Equal(new CommandLine("git", "log", "-1"), new CommandLine("git", ["log", "-1"]));
        Assert.Equal(new CommandLine("git", "log").GetHashCode(), new CommandLine("git", new List<string> { "log" }).GetHashCode());
        Assert.NotEqual(new CommandLine("git", "log"), new CommandLine("git", "LOG"));
        Assert.NotEqual(new CommandLine("git", "a b"), new CommandLine("git", "a", "b"));
        Assert.NotEqual(new CommandLine("git"), new CommandLine("hg"));
    }

    [Theory]
    [InlineData("a\0b", "x")]
    [InlineData("git", "a\0")]
    public void New_Nul_IsRefused(string program, string argument) => Assert.Contains("NUL", Assert.Throws<ArgumentException>(() => new CommandLine(program, argument)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void New_NoProgram_IsRefused(string program) => Assert.Throws<ArgumentException>(() => new CommandLine(program));
}
