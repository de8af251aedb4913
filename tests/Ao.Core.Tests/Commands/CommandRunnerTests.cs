using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ao.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Commands;

public class CommandRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_LinkThatLeadsNowhereOnThePath_IsPassedOver()
    {
        using var folder = new TempFolder();
        File.CreateSymbolicLink(folder.Combine("true"), "/nonexistent/true");
        File.CreateSymbolicLink(folder.Combine("circle"), folder.Combine("circle"));
        var environment = new Dictionary<string, string?> { ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}" };

        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("true"), Environment = environment }, Token);

        Assert.Equal(0, result.ExitCode);
        await Assert.ThrowsAsync<CommandNotFoundException>(async () => await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("circle"), Environment = environment }, Token));
    }

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

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 200", 200)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -KILL $$", 137)]
    public async Task RunAsync_ProgramEnds_GivesItsExitCode(string script, int expected) => Assert.Equal(expected, (await RunAsync(Shell(script))).ExitCode);

    [Fact]
    public async Task RunAsync_Timeout_EndsTheTree()
    {
        using var folder = new TempFolder();
        var time = new FakeTimeProvider();
        var request = Shell("sleep 300 & echo $!; sh -c 'sleep 301 & echo $!; : >ready; wait' & wait") with { WorkingDirectory = folder.Path, Timeout = TimeSpan.FromMinutes(1) };
        var running = new CommandRunner(time).RunAsync(request, Token).AsTask();
        await FileAsync(folder.Combine("ready"));

        time.Advance(TimeSpan.FromSeconds(61));
        var result = await running;

        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.Equal(137, result.ExitCode);
        Assert.Equal(TimeSpan.FromSeconds(61), result.Duration);
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
        await FileAsync(folder.Combine("pid"));

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
    public async Task RunAsync_EndsDescendants_LeavesNothingRunning()
    {
        var request = Shell("sleep 300 & echo $!; setsid sleep 301 & echo $!; env -i sleep 302 & echo $!; (setsid sh -c 'sleep 303 & echo $!'); exit 5");

        var result = await RunAsync(request with { EndsDescendants = true });

        Assert.Equal(5, result.ExitCode);
        Assert.False(result.TimedOut);
        var left = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, left.Length);
        Assert.All(left, AssertGone);
    }

    [Theory]
    [InlineData("no-such-program-xyz")]
    [InlineData("/no/such/program")]
    [InlineData("/etc/passwd")]
    public async Task RunAsync_EndsDescendantsOfNoProgram_NamesIt(string program) =>
        Assert.Equal(program, (await Assert.ThrowsAsync<CommandNotFoundException>(() => RunAsync(new CommandRequest { Command = new CommandLine(program), EndsDescendants = true }))).Program);

    [Fact]
    public async Task RunAsync_EndsDescendantsAndCancelled_LeavesNothingRunning()
    {
        using var folder = new TempFolder();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var request = Shell("setsid sleep 300 & echo $! >pid.new; mv pid.new pid; wait") with { WorkingDirectory = folder.Path, EndsDescendants = true };
        var running = new CommandRunner(TimeProvider.System).RunAsync(request, cancel.Token).AsTask();
        await FileAsync(folder.Combine("pid"));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        AssertGone(await File.ReadAllTextAsync(folder.Combine("pid"), Token));
    }

    [Fact]
    public async Task RunAsync_EndsDescendants_PassesArgumentsAndInputOnAsTheyAre()
    {
        var result = await RunAsync(Shell("printf '%s|' \"$#\" \"$@\"; cat", "--help", "", "a b") with { EndsDescendants = true, Input = "text"u8.ToArray() });

        Assert.Equal("3|--help||a b|text", result.Output);
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

    private static async Task FileAsync(string path)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!File.Exists(path))
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }

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
