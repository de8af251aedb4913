using System.Globalization;
using Ao.Processes;
using Ao.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Ao.Commands;

/// <summary>Kills a real host with SIGKILL while its command runs.</summary>
public class LeftoverCommandsTests
{
    private const string FolderVariable = "AO_TEST_COMMAND_FOLDER";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_HostWasKilled_EndsWhatItsCommandLeft()
    {
        using var folder = new TempFolder();
        var host = new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest
            {
                Command = new CommandLine(Environment.ProcessPath!, "-explicit", "only", "-method", $"{typeof(LeftoverCommandsTests).FullName}.{nameof(Host)}"),
                Environment = new Dictionary<string, string?> { [FolderVariable] = folder.Path },
                InheritEnvironment = true,
            },
            Token).AsTask();
        var pids = await PidsAsync(folder.Combine("pids"), host);
        var hostProcess = await PidsAsync(folder.Combine("host"), host);
        var logger = new FakeLogger<LeftoverCommands>();
        var stage = new LeftoverCommands(TimeProvider.System, logger);

        // The host lives: its command is its own.
        await stage.StartAsync(Token);
        Assert.All(pids, static pid => Assert.True(ProcessEntry.TryRead(pid, out _)));

        Assert.True(ProcessEntry.TryRead(hostProcess[0], out var entry));
        ProcessSignal.Send(ProcessIdentity.Of(entry), ProcessSignal.Kill);
        Assert.Equal(137, (await host).ExitCode);
        await stage.StartAsync(Token);

        Assert.All(pids, static pid => Assert.False(ProcessEntry.TryRead(pid, out _)));
        Assert.Contains(logger.Collector.GetSnapshot(), static entry => entry.Level == LogLevel.Information);
    }

    /// <summary>The host that is killed: this test program again, in a process of its own.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For the other test only.");
        await File.WriteAllTextAsync(Path.Combine(folder, "host.new"), $"{Environment.ProcessId}", Token);
        File.Move(Path.Combine(folder, "host.new"), Path.Combine(folder, "host"));
        await new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest
            {
                Command = new CommandLine("sh", "-c", "setsid sleep 300 & echo $! >pids.new; sleep 300 & echo $! >>pids.new; echo $$ >>pids.new; mv pids.new pids; wait"),
                WorkingDirectory = folder,
                EndsDescendants = true,
                Timeout = TimeSpan.FromMinutes(5),
            },
            Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pid:[1] 1 2")]
    [InlineData("pid:[1] x 2 n")]
    [InlineData("pid:[1] 1 2 n more")]
    public void Parse_NoMarker_IsNull(string text) => Assert.Null(CommandMarker.Parse(text));

    [Fact]
    public void IsLeftBehind_Hosts_IsSaidOnlyOfDeadOnesOfThisSpace()
    {
        var marker = CommandMarker.New();

        Assert.Equal(marker, CommandMarker.Parse(marker.ToString()));
        Assert.False(marker.IsLeftBehind());
        Assert.True((marker with { HostStarted = 1 }).IsLeftBehind());
        Assert.False((marker with { HostStarted = 1, Space = "pid:[1]" }).IsLeftBehind());
    }

    private static async Task<List<int>> PidsAsync(string file, Task<CommandResult> host)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!File.Exists(file) && !host.IsCompleted)
        {
            await timer.WaitForNextTickAsync(Token);
        }

        Assert.False(host.IsCompleted, host.IsCompleted ? (await host).Output : "");
        return [.. (await File.ReadAllLinesAsync(file, Token)).Select(static line => int.Parse(line, CultureInfo.InvariantCulture))];
    }
}
