using System.Runtime.Versioning;
using System.Text;
using Ao.Commands;
using Ao.Runtimes;
using Ao.Terminals;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

[assembly: UnsupportedOSPlatform("windows")]

namespace Ao.Plugins.Tmux.Tests;

public sealed class TmuxRuntimeTests : IAsyncLifetime
{
    private readonly TempFolder _work = new();
    private PluginHarness _harness = null!;
    private IRuntime _runtime = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        RequiredTool.Ensure("tmux");
        _harness = await PluginHarness.StartAsync<TmuxPlugin>();
        _runtime = _harness.Get<IRuntime>("tmux");
    }

    public async ValueTask DisposeAsync()
    {
        if (_harness is not null)
        {
            foreach (var run in await _runtime.ListAsync(CancellationToken.None))
            {
                await _runtime.StopAsync(run.Handle, TimeSpan.Zero, CancellationToken.None);
            }

            await _harness.DisposeAsync();
        }

        _work.Dispose();
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -9 $$", 137)]
    public async Task WatchAsync_ProgramEnds_GivesAllOutputThenTheExitCode(string ending, int code)
    {
        var handle = await StartAsync($"i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done; {ending}");

        var (output, exit) = await ReadAsync(handle);

        Assert.Equal(string.Concat(Enumerable.Range(0, 2000).Select(line => $"line {line}\r\n")), output);
        Assert.Equal(code, exit);
        Assert.Equal((RunState.Exited, code), (await StatusAsync(handle)) is var status ? (status.State, status.ExitCode!.Value) : default);
    }

    [Fact]
    public async Task WatchAsync_Cursor_ResumesByteExactly()
    {
        var handle = await StartAsync("printf 0123456789");
        var (all, _) = await ReadAsync(handle);

        Assert.Equal("0123456789", all);
        Assert.Equal("456789", (await ReadAsync(handle, 4)).Output);
        Assert.Equal("", (await ReadAsync(handle, 10)).Output);
    }

    [Fact]
    public async Task StartAsync_Environment_IsExactAndInNoArgument()
    {
        Environment.SetEnvironmentVariable("AO_TEST_LEAK", "leaked");
        var handle = await StartAsync(Request("tr '\\0' '\\n' </proc/$$/environ; tr '\\0' ' ' </proc/$PPID/cmdline; pwd") with
        {
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["SECRET"] = "can'ary\n$(touch x) \"ü\"", ["TERM"] = "xterm" },
        });

        var (output, _) = await ReadAsync(handle);

        var environment = output.Replace("\r", "", StringComparison.Ordinal);
        var variables = environment.Split('\n').TakeWhile(line => !line.Contains("launch", StringComparison.Ordinal) && !line.Contains("keeper.sh", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.StartsWith("AO_RUN=shop-1.1:", variables[1], StringComparison.Ordinal);
        Assert.Equal(["$(touch x) \"ü\"", "PATH=/usr/bin:/bin", "SECRET=can'ary", "TERM=xterm"], variables.Where((_, index) => index != 1));
        Assert.Single(environment.Split("can'ary").Skip(1));
        Assert.EndsWith(_work.Path + "\n", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("can'ary", string.Concat(Directory.GetFiles(_harness.DataFolder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("/output", StringComparison.Ordinal) && !file.EndsWith(".sock", StringComparison.Ordinal)).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello;")]
    [InlineData("-x")]
    [InlineData("--")]
    [InlineData("#{pane_pid} %H ~ \\; '\" $(id) `id`")]
    [InlineData("ünïcödé 😀 ﷽ 漢字")]
    public async Task StartAsync_Argument_ArrivesAsItIs(string argument)
    {
        var handle = await StartAsync(Request("") with { Command = new CommandLine("printf", "%s|", argument, argument) });

        Assert.Equal($"{argument}|{argument}|", (await ReadAsync(handle)).Output);
    }

    [Fact]
    public async Task StartAsync_SameRunAtOnceAndAgain_StartsOnce()
    {
        var request = Request("echo started >>starts; exec sleep 60");

        var handles = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _runtime.StartAsync(request, Token).AsTask()));
        await UntilAsync(() => File.Exists(_work.Combine("starts")) && new FileInfo(_work.Combine("starts")).Length > 0);
        await _runtime.StopAsync(handles[0], TimeSpan.Zero, Token);
        var again = await _runtime.StartAsync(request, Token);

        Assert.All(handles, handle => Assert.Equal(again, handle));
        Assert.Equal("started\n", await File.ReadAllTextAsync(_work.Combine("starts"), Token));
        Assert.Equal(RunState.Exited, (await StatusAsync(again)).State);
    }

    [Fact]
    public async Task StartAsync_ImpossibleRequest_SaysWhyAndLeavesNothing()
    {
        await Assert.ThrowsAsync<CommandNotFoundException>(async () => await StartAsync(Request("") with { Command = new CommandLine("no-such-program") }));
        await Assert.ThrowsAsync<AoException>(async () => await StartAsync(Request("") with { WorkingDirectory = _work.Combine("none") }));
        await Assert.ThrowsAsync<AoException>(async () => await StartAsync(Request("") with { Environment = new Dictionary<string, string> { ["A-B"] = "x" } }));
        await Assert.ThrowsAsync<AoException>(async () => await StartAsync(Request("") with { Environment = new Dictionary<string, string> { ["A"] = "\0" } }));
        await Assert.ThrowsAsync<AoException>(async () => await StartAsync(Request("true") with { SeparateError = true }));

        Assert.Empty(await _runtime.ListAsync(Token));
    }

    [Theory]
    [InlineData("cat", "/dev/null")]
    [InlineData("cat", "input")]
    public async Task StartAsync_Input_IsRead(string script, string file)
    {
        var path = _work.Combine(file);
        if (file == "input")
        {
            await File.WriteAllTextAsync(path, "it's", Token);
        }

        var handle = await StartAsync(Request(script) with { Input = file == "input" ? RunInput.FromFile(path) : RunInput.None });

        Assert.Equal((file == "input" ? "it's" : "", 0), await ReadAsync(handle));
    }

    [Fact]
    public async Task ListAsync_NewHost_AdoptsAndReadsOn()
    {
        var handle = await StartAsync(Request("echo one; read line; echo \"got $line\"; exit 3") with { Input = RunInput.Channel });
        await UntilOutputAsync(handle, "one");

        await using var second = await PluginHarness.StartAsync<TmuxPlugin>(configure: services => services.AddSingleton(new PluginEnvironment { Id = "tmux", Version = "0", Folder = "/", DataFolder = _harness.DataFolder }));
        var runtime = second.Get<IRuntime>("tmux");
        var survivor = Assert.Single(await runtime.ListAsync(Token));
        await ((IRunInputWriter)runtime).WriteAsync(survivor.Handle, "hello\n"u8.ToArray(), Token);

        var (output, exit) = await ReadAsync(survivor.Handle);
        Assert.Equal((handle, RunState.Running), (survivor.Handle, survivor.State));
        Assert.EndsWith("got hello\r\n", output, StringComparison.Ordinal);
        Assert.Equal(3, exit);
    }

    [Fact]
    public async Task StopAsync_ProcessesThatLeft_AreEndedToo()
    {
        var handle = await StartAsync("trap '' TERM HUP; setsid sh -c 'trap \"\" TERM HUP; echo $$ >>pids; sleep 300' & (sleep 300 & echo $! >>pids); echo $$ >>pids; sleep 300");
        await UntilAsync(() => File.Exists(_work.Combine("pids")) && File.ReadAllLines(_work.Combine("pids")).Length == 3);
        var pids = File.ReadAllLines(_work.Combine("pids")).Select(int.Parse).ToList();
        Assert.All(pids, pid => Assert.True(ProcessEntry.TryRead(pid, out _)));

        await _runtime.StopAsync(handle, TimeSpan.FromMilliseconds(100), Token);

        Assert.All(pids, pid => Assert.False(ProcessEntry.TryRead(pid, out _)));
        var status = await StatusAsync(handle);
        Assert.Equal((RunState.Exited, 137), (status.State, status.ExitCode));
        await _runtime.StopAsync(handle, TimeSpan.Zero, Token);
        await _runtime.RemoveAsync(handle, Token);
        Assert.Empty(await _runtime.ListAsync(Token));
    }

    [Fact]
    public async Task StopAsync_ProgramEndedAndLeftAnUnmarkedChild_EndsIt()
    {
        // The signal that the terminal's end sends is ignored: it must not do the work.
        var handle = await StartAsync("trap '' HUP; env -i sleep 300 </dev/null >/dev/null 2>&1 & echo $!");
        var child = int.Parse((await ReadAsync(handle)).Output, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(ProcessEntry.TryRead(child, out _));

        await _runtime.StopAsync(handle, TimeSpan.FromSeconds(5), Token);

        Assert.False(ProcessEntry.TryRead(child, out _));
    }

    [Fact]
    public async Task RemoveAsync_LiveRun_IsRefused()
    {
        var handle = await StartAsync("sleep 300");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _runtime.RemoveAsync(handle, Token));
        await Assert.ThrowsAsync<AoException>(async () => await _runtime.StopAsync(handle with { Token = "0 2 3" }, TimeSpan.Zero, Token));

        Assert.Equal(RunState.Running, (await StatusAsync(handle)).State);
    }

    [Fact]
    public async Task WatchAsync_MoreOutputThanItsLimit_KeepsTheEndAndShowsTheGap()
    {
        var handle = await StartAsync(Request("head -c 3000000 /dev/zero | tr '\\0' x; printf END; exec sleep 300") with { OutputLimit = 200_000 });
        await UntilOutputAsync(handle, "END");

        long first = 0;
        await UntilAsync(async () =>
        {
            await using var events = _runtime.WatchAsync(handle, 0, Token).GetAsyncEnumerator(Token);
            Assert.True(await events.MoveNextAsync());
            first = Assert.IsType<RunOutput>(events.Current).Cursor;
            Assert.DoesNotContain((byte)0, ((RunOutput)events.Current).Data.ToArray());

            // The limiter may have looked in the middle of the flood: what counts is where it has looked last.
            return first >= 3_000_000 - 200_000 - (2 * 65536);
        });

        Assert.InRange(first, 3_000_000 - 200_000 - (2 * 65536), 3_000_003 - 200_000);
    }

    [Fact]
    public async Task GetAccessAsync_LiveRun_AttachesAndCaptures()
    {
        var terminal = _harness.Get<ITerminal>("tmux");
        var handle = await StartAsync("printf 'hello \\033[31mred\\033[0m\\n'; exec sleep 300");
        await UntilOutputAsync(handle, "red");

        var access = await terminal.GetAccessAsync(handle, Token);
        string? screen = null;
        await UntilAsync(async () => (screen = await terminal.CaptureAsync(handle, Token))?.Contains("hello red", StringComparison.Ordinal) == true);

        Assert.Equal("tmux", access!.Command!.Program);
        Assert.Equal(["attach-session", "-t", "=shop-1_1"], access.Command.Arguments.TakeLast(3));
        Assert.DoesNotContain('\e', screen!);
        await _runtime.StopAsync(handle, TimeSpan.Zero, Token);
        Assert.Null(await terminal.GetAccessAsync(handle, Token));
        Assert.Null(await terminal.CaptureAsync(handle, Token));
    }

    [Fact]
    public async Task StartAsync_ManyAtOnce_AllStartAndTheServerEndsWithTheLast()
    {
        var handles = await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            _runtime.StartAsync(Request($"echo {number}") with { Run = RunId.Parse($"shop-{number}.1") }, Token).AsTask()));

        foreach (var (handle, number) in handles.Select((handle, index) => (handle, index + 1)))
        {
            Assert.Equal(($"{number}\r\n", 0), await ReadAsync(handle));
        }
    }

    private RunRequest Request(string script) => new()
    {
        Run = RunId.Parse("shop-1.1"),
        Command = new CommandLine("sh", "-c", script),
        WorkingDirectory = _work.Path,
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
    };

    private ValueTask<RunHandle> StartAsync(string script) => StartAsync(Request(script));

    private ValueTask<RunHandle> StartAsync(RunRequest request) => _runtime.StartAsync(request, Token);

    private async Task<RunStatus> StatusAsync(RunHandle handle) => (await _runtime.ListAsync(Token)).Single(status => status.Handle.Run == handle.Run);

    private async Task<(string Output, int? ExitCode)> ReadAsync(RunHandle handle, long cursor = 0)
    {
        var bytes = new MemoryStream();
        await foreach (var item in _runtime.WatchAsync(handle, cursor, Token))
        {
            if (item is RunOutput output)
            {
                bytes.Write(output.Data.Span);
            }
            else
            {
                return (Encoding.UTF8.GetString(bytes.ToArray()), ((RunExited)item).ExitCode);
            }
        }

        throw new InvalidOperationException("The watch ended without an end of the run.");
    }

    private async Task UntilOutputAsync(RunHandle handle, string text)
    {
        var seen = new StringBuilder();
        await foreach (var item in _runtime.WatchAsync(handle, 0, Token))
        {
            Assert.IsType<RunOutput>(item);
            if (seen.Append(Encoding.UTF8.GetString(((RunOutput)item).Data.Span)).ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }
}
