using System.Text.RegularExpressions;
using Ao.TestSupport;
using CliWrap;
using CliWrap.Buffered;

namespace Ao.EndToEnd.Tests;

/// <summary>The quickstart before a person: on a terminal, with its questions.</summary>
[Collection("One at a time")]
public sealed partial class QuickstartConsoleTests : IAsyncDisposable
{
    private const string Question = "Allow exactly this, once?";
    private readonly QuickstartWorld _world = new();

    private string Socket => _world.Combine("tmux");

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        _world.Dispose();
    }

    [Fact]
    public async Task Question_AnsweredTooLate_IsAskedAgainAndTheRunFinishes()
    {
        RequiredTool.Ensure("tmux");
        var expiry = TimeSpan.FromSeconds(10);
        await TmuxAsync(
            "new-session", "-d", "-x", "160", "-y", "60", "-e", $"TMPDIR={_world.Runs}", "-e", $"Ao__Consent__Expiry={expiry}", "--",
            "sh", "-c", $"dotnet '{QuickstartProcess.Program}'; echo \"EXIT $?\"; exec cat");

        await ScreenAsync(static screen => screen.Contains(Question, StringComparison.Ordinal));
        var seen = TimeProvider.System.GetUtcNow();
        await ScreenAsync(_ => TimeProvider.System.GetUtcNow() > seen + expiry);
        await AnswerAsync();
        var late = await ScreenAsync(static screen => screen.Contains("The answer was not taken", StringComparison.Ordinal));
        var end = await AnswerEverythingAsync();

        Assert.Contains("lapsed", late, StringComparison.Ordinal);
        Assert.Contains("EXIT 0", end, StringComparison.Ordinal);

        // The last table is the last word, and the only one.
        Assert.Equal(4, Merged().Count(end));
        Assert.Single(Header().Matches(end));
    }

    /// <summary>Says yes to every question until the program ends.</summary>
    private async Task<string> AnswerEverythingAsync()
    {
        while (true)
        {
            var screen = await ScreenAsync(static screen => screen.TrimEnd().EndsWith("(n):", StringComparison.Ordinal) || Exit().IsMatch(screen));
            if (Exit().IsMatch(screen))
            {
                return screen;
            }

            await AnswerAsync();
        }
    }

    private Task AnswerAsync() => TmuxAsync("send-keys", "y", "Enter");

    /// <summary>Waits for a screen, with all that has scrolled off it.</summary>
    private async Task<string> ScreenAsync(Func<string, bool> isWanted)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (true)
        {
            var screen = await TmuxAsync("capture-pane", "-p", "-S", "-1000");
            if (isWanted(screen))
            {
                return screen;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> TmuxAsync(params string[] arguments) =>
        (await Cli.Wrap("tmux").WithArguments(["-S", Socket, "-f", "/dev/null", .. arguments]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync()).StandardOutput;

    [GeneratedRegex(@"^EXIT \d+", RegexOptions.Multiline)]
    private static partial Regex Exit();

    [GeneratedRegex(@"#\d merged")]
    private static partial Regex Merged();

    [GeneratedRegex(@"^\s+session\s+status\s+time", RegexOptions.Multiline)]
    private static partial Regex Header();
}
