namespace Ao.EndToEnd.Tests.Forks;

/// <summary>The quickstart that plays three sovereign forks.</summary>
[Collection("One at a time")]
public sealed class QuickstartForksTests : IDisposable
{
    private readonly QuickstartWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task ThreeForks_FindEachOther_AndWhatTheyHaveInCommon_AndDecide()
    {
        var (exitCode, process) = await _world.RunAsync("--forks", "3", "--yes", "--json");

        Assert.True(exitCode == 0, process.Error);
        var summary = process.Summary;
        var forks = summary["forks"]!.AsArray();
        Assert.Equal(["games", "science", "finance"], forks.Select(static fork => (string)fork!["name"]!));
        Assert.All(forks, static fork => Assert.EndsWith("upstream.git", (string)fork!["registeredAt"]!, StringComparison.Ordinal));
        Assert.All(forks, static fork => Assert.True((bool)fork!["accepted"]!));
        Assert.Equal(3, summary["finding"]!["forks"]!.AsArray().Count);
        Assert.EndsWith("?", (string)summary["finding"]!["explanation"]!, StringComparison.Ordinal);
        Assert.Equal(3, (int)summary["finding"]!["conflicts"]!);
        Assert.Equal(2, (int)summary["decisionsSeen"]!);
        Assert.Equal(1, (int)summary["pullRequest"]!);

        // Nobody's branch was moved by it.
        foreach (var fork in forks)
        {
            Assert.Equal("2", await Git.RunAsync((string)fork!["location"]!, "rev-list", "--count", "--author=Taskyard", "main"));
        }
    }

    [Theory]
    [InlineData("--forks", "3")]
    [InlineData("--forks", "3", "--json")]
    public async Task NobodyToAsk_NothingIsPlayed(params string[] arguments)
    {
        var (exitCode, process) = await _world.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains("there is nobody to ask", process.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_world.Runs));
    }

    [Theory]
    [InlineData("--forks", "2")]
    [InlineData("--forks", "3", "--repo", "x")]
    public async Task WhatCannotBePlayed_IsOneClearError(params string[] arguments)
    {
        var (exitCode, process) = await _world.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Contains("See --help.", process.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_world.Runs));
    }
}
