using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ao.TestSupport;

namespace Ao.Commands;

public class CommandRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("two words")]
    [InlineData("'\"`$(touch x)\\")]
    [InlineData("line\nline\r\n")]
    [InlineData("--help")]
    [InlineData("")]
    [InlineData("ünï ☃ 😀 \u202e")]
    [InlineData("a;b|c&d>e*?~")]
    public async Task RunAsync_HostileArgument_ArrivesAsOne(string argument)
    {
        var result = await RunAsync(Shell("printf '%s|' \"$#\" \"$1\"", argument));

        Assert.Equal($"1|{argument}|", result.Output);
    }

    [Fact]
    public void CommandLine_Nul_IsRefused() => Assert.Throws<ArgumentException>(() => new CommandLine("sh", "a\0b"));

    [Theory]
    [InlineData("A=B", "x")]
    [InlineData("", "x")]
    [InlineData("A", "x\0y")]
    public async Task RunAsync_ImpossibleVariable_IsRefused(string name, string value) =>
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Shell("true") with { Environment = new Dictionary<string, string?> { [name] = value } }));

    [Fact]
    public async Task RunAsync_Environment_PassesTheAllowListAndWhatIsSet()
    {
        Environment.SetEnvironmentVariable("AO_TEST_SECRET", "hidden");
        var request = new CommandRequest
        {
            Command = new CommandLine("/usr/bin/env"),
            Environment = new Dictionary<string, string?> { ["SET"] = "a b\nc", ["HOME"] = null },
        };

        var result = await RunAsync(request);
        var inherited = await RunAsync(request with { InheritEnvironment = true });

        Assert.Contains("SET=a b\nc\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("PATH=", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", result.Output, StringComparison.Ordinal);
        Assert.Contains("AO_TEST_SECRET=hidden", inherited.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", inherited.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FloodOnBothStreams_KeepsTheEndsInBoundedMemory()
    {
        var before = Process.GetCurrentProcess().WorkingSet64;

        var result = await RunAsync(Shell("head -c 100000000 /dev/zero | tr '\\0' o; echo end; { head -c 100000000 /dev/zero | tr '\\0' e; echo end; } >&2") with { OutputLimit = 1000 });

        Assert.True(result.Truncated);
        Assert.Equal(new string('o', 996) + "end\n", result.Output);
        Assert.Equal(new string('e', 996) + "end\n", result.Error);
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 60_000_000);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 200", 200)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -KILL $$", 137)]
    public async Task RunAsync_ProgramEnds_GivesItsExitCode(string script, int expected) => Assert.Equal(expected, (await RunAsync(Shell(script))).ExitCode);

    [Fact]
    public async Task RunAsync_Timeout_EndsTheTree()
    {
        var started = TimeProvider.System.GetTimestamp();

        var result = await RunAsync(Shell("sleep 300 & echo $!; sh -c 'sleep 301 & echo $!; wait' & wait") with { Timeout = TimeSpan.FromMilliseconds(500) });

        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.Equal(137, result.ExitCode);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromMilliseconds(450), TimeSpan.FromSeconds(10));
        var children = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, children.Length);
        Assert.All(children, AssertGone);
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsTheTreeAndThrows()
    {
        using var folder = new TempFolder();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = new CommandRunner(TimeProvider.System).RunAsync(Shell("sleep 300 & echo $! >pid.new; mv pid.new pid; wait") with { WorkingDirectory = folder.Path }, cancel.Token).AsTask();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!File.Exists(folder.Combine("pid")))
        {
            await timer.WaitForNextTickAsync(Token);
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        AssertGone(await File.ReadAllTextAsync(folder.Combine("pid"), Token));
    }

    [Fact]
    public async Task RunAsync_GrandchildKeepsThePipes_IsNotWaitedFor()
    {
        var result = await RunAsync(Shell("sleep 20 & echo $!; exit 5"));

        Assert.Equal(5, result.ExitCode);
        Assert.False(result.TimedOut);
        Assert.InRange(result.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        using var grandchild = Process.GetProcessById(int.Parse(result.Output, CultureInfo.InvariantCulture));
        grandchild.Kill();
    }

    [Fact]
    public async Task RunAsync_Input_IsReadToItsEnd()
    {
        var input = Encoding.UTF8.GetBytes(new string('x', 300_000));

        Assert.Equal("300000", (await RunAsync(Shell("wc -c") with { Input = input })).Output.Trim());
        Assert.Equal(0, (await RunAsync(Shell("exit 0") with { Input = input })).ExitCode);
        Assert.Equal("0", (await RunAsync(Shell("wc -c"))).Output.Trim());
    }

    [Theory]
    [InlineData("no-such-program-xyz")]
    [InlineData("/no/such/program")]
    [InlineData("/etc/passwd")]
    public async Task RunAsync_NoProgram_NamesIt(string program)
    {
        var error = await Assert.ThrowsAsync<CommandNotFoundException>(() => RunAsync(new CommandRequest { Command = new CommandLine(program) }));

        Assert.Equal(program, error.Program);
        Assert.Contains(program, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoFolder_NamesTheFolder()
    {
        var error = await Assert.ThrowsAsync<AoException>(() => RunAsync(Shell("true") with { WorkingDirectory = "/no/such/folder" }));

        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
        Assert.IsNotType<CommandNotFoundException>(error);
    }

    [Fact]
    public async Task RunAsync_ProgramOfThatNameInTheFolder_IsNotTaken()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Combine("id"), "#!/bin/sh\necho planted\n");
        await RunAsync(new CommandRequest { Command = new CommandLine("chmod", "+x", "--", folder.Combine("id")) });

        var result = await RunAsync(new CommandRequest { Command = new CommandLine("id", "-u"), WorkingDirectory = folder.Path });
        var named = await RunAsync(new CommandRequest { Command = new CommandLine("./id"), WorkingDirectory = folder.Path });

        Assert.DoesNotContain("planted", result.Output, StringComparison.Ordinal);
        Assert.Equal("planted\n", named.Output);
    }

    private static CommandRequest Shell(string script, params string[] arguments) => new() { Command = new CommandLine("sh", ["-c", script, "sh", .. arguments]) };

    private static Task<CommandResult> RunAsync(CommandRequest request) => new CommandRunner(TimeProvider.System).RunAsync(request, Token).AsTask();

    // One that was killed stays in the table until its new parent has taken notice.
    private static void AssertGone(string pid)
    {
        var stat = $"/proc/{pid.Trim()}/stat";
        try
        {
            Assert.Contains(") Z", File.ReadAllText(stat), StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException)
        {
            Assert.False(File.Exists(stat));
        }
    }
}
