using System.Text;
using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess.Tests;

public class LocalProcessRuntimeTests
{
    [Fact]
    public async Task StartAsync_Program_SeesExactArgumentsAndEnvironment()
    {
        await using var fixture = new RuntimeFixture();
        string[] arguments = ["two words", "'\"$(x)`", "line\nline", "-x", "--", "", "ünï ☃ 😀"];
        var request = fixture.Shell("", 1) with
        {
            Command = new CommandLine("sh", ["-c", "for a; do printf '<%s>' \"$a\"; done; echo; tr '\\0' '\\n' </proc/self/environ", "sh", .. arguments]),
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["stat"] = "mine", ["TEXT"] = "a b\n'\"$x" },
        };

        var (output, code) = await fixture.ReadToEndAsync(await fixture.Runtime.StartAsync(request, RuntimeFixture.Token));

        Assert.Equal(0, code);
        Assert.StartsWith(string.Concat(arguments.Select(argument => $"<{argument}>")) + "\n", output, StringComparison.Ordinal);
        Assert.Contains("stat=mine\n", output, StringComparison.Ordinal);
        Assert.Contains("TEXT=a b\n'\"$x\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_Environment_HoldsNothingElse()
    {
        await using var fixture = new RuntimeFixture();
        var request = fixture.Shell("") with { Command = new CommandLine("/usr/bin/env"), Environment = new Dictionary<string, string> { ["A"] = "1" } };

        var (output, _) = await fixture.ReadToEndAsync(await fixture.Runtime.StartAsync(request, RuntimeFixture.Token));

        Assert.Equal(["A", "AO_RUN"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).Order());
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -KILL $$", 137)]
    public async Task WatchAsync_ProgramEnds_GivesItsExitCode(string script, int expected)
    {
        await using var fixture = new RuntimeFixture();

        var (output, code) = await fixture.ReadToEndAsync(await fixture.Runtime.StartAsync(fixture.Shell("echo out; echo err >&2; " + script), RuntimeFixture.Token));

        Assert.Equal(expected, code);
        Assert.Equal("out\nerr\n", output);
    }

    [Fact]
    public async Task StartAsync_SeparateError_KeepsItOutOfTheOutput()
    {
        await using var fixture = new RuntimeFixture();
        var request = fixture.Shell("i=0; while [ $i -lt 200 ]; do printf '{\"n\":'; echo noise >&2; echo \"$i}\"; i=$((i+1)); done; echo ünd >&2") with { SeparateError = true };

        var handle = await fixture.Runtime.StartAsync(request, RuntimeFixture.Token);
        var (output, _) = await fixture.ReadToEndAsync(handle);
        await fixture.RestartAsync();

        Assert.Equal(string.Concat(Enumerable.Range(0, 200).Select(number => $"{{\"n\":{number}}}\n")), output);
        Assert.Equal("noise\nünd\n", await fixture.Runtime.ReadErrorAsync(handle, 11, RuntimeFixture.Token));
        Assert.Equal("nd\n", await fixture.Runtime.ReadErrorAsync(handle, 4, RuntimeFixture.Token));
        Assert.Equal((200 * 6) + 4, (await fixture.Runtime.ReadErrorAsync(handle, 1_000_000, RuntimeFixture.Token)).Length);
    }

    [Fact]
    public async Task ReadErrorAsync_NotKeptApart_IsEmpty()
    {
        await using var fixture = new RuntimeFixture();
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("echo err >&2"), RuntimeFixture.Token);

        Assert.Equal("err\n", (await fixture.ReadToEndAsync(handle)).Output);
        Assert.Equal("", await fixture.Runtime.ReadErrorAsync(handle, 100, RuntimeFixture.Token));
    }

    [Theory]
    [InlineData(RunSignal.Interrupt, "INT")]
    [InlineData(RunSignal.Terminate, "TERM")]
    public async Task SignalAsync_ProgramThatListens_HearsIt(RunSignal signal, string name)
    {
        await using var fixture = new RuntimeFixture();
        var handle = await fixture.Runtime.StartAsync(fixture.Shell($"trap 'echo heard; exit 9' {name}; echo ready; while :; do sleep 0.05; done") with { SeparateError = true }, RuntimeFixture.Token);
        await fixture.ReadUntilAsync(handle, "ready");

        await fixture.Runtime.SignalAsync(handle, signal, RuntimeFixture.Token);

        Assert.Equal(("ready\nheard\n", 9), await fixture.ReadToEndAsync(handle));
        await Assert.ThrowsAsync<AoException>(() => fixture.Runtime.SignalAsync(handle, signal, RuntimeFixture.Token).AsTask());
    }

    [Fact]
    public async Task SignalAsync_RightAfterTheStart_ReachesTheProgram()
    {
        await using var fixture = new RuntimeFixture();
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("exec sleep 300"), RuntimeFixture.Token);

        await fixture.Runtime.SignalAsync(handle, RunSignal.Terminate, RuntimeFixture.Token);

        Assert.Equal(143, (await fixture.ReadToEndAsync(handle)).ExitCode);
    }

    [Fact]
    public async Task StartAsync_Twice_ReturnsTheSameProcess()
    {
        await using var fixture = new RuntimeFixture();
        var request = fixture.Shell("echo started >>count; echo up; sleep 60");

        var handles = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Runtime.StartAsync(request, RuntimeFixture.Token).AsTask()));
        await fixture.RestartAsync();
        var again = await fixture.Runtime.StartAsync(request, RuntimeFixture.Token);

        Assert.All(handles, handle => Assert.Equal(again, handle));
        await fixture.ReadUntilAsync(again, "up");
        await fixture.Runtime.StopAsync(again, TimeSpan.FromSeconds(5), RuntimeFixture.Token);
        Assert.Equal("started\n", await File.ReadAllTextAsync(Path.Combine(fixture.Path, "count"), RuntimeFixture.Token));
    }

    [Fact]
    public async Task StopAsync_ProcessesThatLeft_EndsThemAll()
    {
        await using var fixture = new RuntimeFixture();
        const string script = """
            trap '' TERM
            sleep 1000 &
            setsid sleep 1001 &
            (setsid sh -c 'sleep 1002 & sleep 1003' &) &
            env -i /usr/bin/setsid sleep 1004 &
            echo ready
            sleep 1005; sleep 1006
            """;
        var handle = await fixture.Runtime.StartAsync(fixture.Shell(script), RuntimeFixture.Token);
        await fixture.ReadUntilAsync(handle, "ready");
        var program = new RunFolder(handle.Run, fixture.RunPath(handle.Run)).ReadProgram()!;
        Assert.NotEmpty(fixture.Marked(handle.Run));

        await fixture.Runtime.StopAsync(handle, TimeSpan.FromMilliseconds(300), RuntimeFixture.Token);

        Assert.Empty(fixture.Marked(handle.Run));
        Assert.False(program.IsAlive());
        Assert.DoesNotContain(ProcessTable.Read(), static entry => RuntimeFixture.CommandLineOf(entry) == "sleep\01004\0");
        var (_, code) = await fixture.ReadToEndAsync(handle);
        Assert.Equal(137, code);
    }

    [Fact]
    public async Task StopAsync_ProgramEndedAndLeftAnUnmarkedChild_EndsIt()
    {
        await using var fixture = new RuntimeFixture();
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("env -i sleep 300 </dev/null >/dev/null 2>&1 & echo $!"), RuntimeFixture.Token);
        var child = int.Parse((await fixture.ReadToEndAsync(handle)).Output, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(ProcessEntry.TryRead(child, out _));

        await fixture.Runtime.StopAsync(handle, TimeSpan.FromSeconds(5), RuntimeFixture.Token);

        Assert.False(ProcessEntry.TryRead(child, out _));
    }

    [Fact]
    public async Task StopAsync_ProgramThatListens_IsGivenItsGrace()
    {
        await using var fixture = new RuntimeFixture();
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done"), RuntimeFixture.Token);
        await fixture.ReadUntilAsync(handle, "ready");

        await fixture.Runtime.StopAsync(handle, TimeSpan.FromSeconds(20), RuntimeFixture.Token);

        var (output, code) = await fixture.ReadToEndAsync(handle);
        Assert.Equal(3, code);
        Assert.EndsWith("bye\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_AfterRestart_HoldsLiveEndedAndUnknownRuns()
    {
        await using var fixture = new RuntimeFixture();
        var live = await fixture.Runtime.StartAsync(fixture.Shell("sleep 60", 1), RuntimeFixture.Token);
        var ended = await fixture.Runtime.StartAsync(fixture.Shell("exit 4", 2), RuntimeFixture.Token);
        var killed = await fixture.Runtime.StartAsync(fixture.Shell("sleep 60", 3), RuntimeFixture.Token);
        await fixture.ReadToEndAsync(ended);
        var folder = new RunFolder(killed.Run, fixture.RunPath(killed.Run));
        ProcessSignal.Send(folder.ReadKeeper(folder.ReadRecord()!.Nonce)!, ProcessSignal.Kill);
        await fixture.Runtime.StopAsync(killed, TimeSpan.Zero, RuntimeFixture.Token);

        await fixture.RestartAsync();
        var runs = (await fixture.Runtime.ListAsync(RuntimeFixture.Token)).ToDictionary(status => status.Handle.Run);

        Assert.Equal(new RunStatus(live, RunState.Running), runs[live.Run]);
        Assert.Equal(new RunStatus(ended, RunState.Exited, 4), runs[ended.Run]);
        Assert.Equal(new RunStatus(killed, RunState.Exited), runs[killed.Run]);
        Assert.Null((await fixture.ReadToEndAsync(killed)).ExitCode);
    }

    [Fact]
    public async Task WatchAsync_FromAnyCursor_GivesTheRestOnceAfterRestart()
    {
        await using var fixture = new RuntimeFixture();
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("i=0; while [ $i -lt 300 ]; do echo line $i; i=$((i+1)); done; sleep 0.3; echo end"), RuntimeFixture.Token);
        await fixture.ReadUntilAsync(handle, "line 100");
        await fixture.RestartAsync();
        var (all, _) = await fixture.ReadToEndAsync(handle);

        foreach (var cursor in new[] { 1L, 77, all.Length - 1, all.Length })
        {
            var rest = new StringBuilder();
            await foreach (var item in fixture.Runtime.WatchAsync(handle, cursor, RuntimeFixture.Token))
            {
                rest.Append(item is RunOutput output ? Encoding.UTF8.GetString(output.Data.Span) : "|");
            }

            Assert.Equal(all[(int)cursor..] + "|", rest.ToString());
        }
    }

    [Fact]
    public async Task RemoveAsync_LiveThenEnded_RefusesThenRemoves()
    {
        await using var fixture = new RuntimeFixture();
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("sleep 60"), RuntimeFixture.Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Runtime.RemoveAsync(handle, RuntimeFixture.Token).AsTask());
        await fixture.Runtime.StopAsync(handle, TimeSpan.Zero, RuntimeFixture.Token);
        await fixture.Runtime.RemoveAsync(handle, RuntimeFixture.Token);

        Assert.Empty(await fixture.Runtime.ListAsync(RuntimeFixture.Token));
        Assert.False(Directory.Exists(fixture.RunPath(handle.Run)));
    }

    [Theory]
    [InlineData("no-such-program-xyz")]
    [InlineData("/etc/passwd")]
    [InlineData("./missing")]
    public async Task StartAsync_NoProgram_NamesItAndLeavesNothing(string program)
    {
        await using var fixture = new RuntimeFixture();

        var error = await Assert.ThrowsAsync<AoException>(() => fixture.Runtime.StartAsync(fixture.Shell("") with { Command = new CommandLine(program) }, RuntimeFixture.Token).AsTask());

        Assert.Contains(program, error.Message, StringComparison.Ordinal);
        Assert.Empty(await fixture.Runtime.ListAsync(RuntimeFixture.Token));
    }

    [Fact]
    public async Task StartAsync_NoFolder_NamesIt()
    {
        await using var fixture = new RuntimeFixture();
        var missing = Path.Combine(fixture.Path, "gone");

        var error = await Assert.ThrowsAsync<AoException>(() => fixture.Runtime.StartAsync(fixture.Shell("") with { WorkingDirectory = missing }, RuntimeFixture.Token).AsTask());

        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_AnyBytes_ArriveWholeAlsoAfterRestart()
    {
        await using var fixture = new RuntimeFixture();
        var first = new byte[100 * 1024];
        new Random(7).NextBytes(first);
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("echo ready; head -c 204800 >got; echo done") with { Input = RunInput.Channel }, RuntimeFixture.Token);

        await fixture.Runtime.WriteAsync(handle, first, RuntimeFixture.Token);
        await fixture.RestartAsync();
        await fixture.Runtime.WriteAsync(handle, first, RuntimeFixture.Token);
        var (_, code) = await fixture.ReadToEndAsync(handle);

        Assert.Equal(0, code);
        Assert.Equal(first.Concat(first), await File.ReadAllBytesAsync(Path.Combine(fixture.Path, "got"), RuntimeFixture.Token));
        await Assert.ThrowsAsync<AoException>(() => fixture.Runtime.WriteAsync(handle, first, RuntimeFixture.Token).AsTask());
    }

    [Fact]
    public async Task WriteAsync_ProgramThatDoesNotRead_FailsInTime()
    {
        await using var fixture = new RuntimeFixture(writeTimeout: TimeSpan.FromMilliseconds(400));
        var handle = await fixture.Runtime.StartAsync(fixture.Shell("echo ready; sleep 60") with { Input = RunInput.Channel }, RuntimeFixture.Token);
        await fixture.ReadUntilAsync(handle, "ready");

        var error = await Assert.ThrowsAsync<AoException>(() => fixture.Runtime.WriteAsync(handle, new byte[3 * 1024 * 1024], RuntimeFixture.Token).AsTask());

        Assert.Contains("does not read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_InputFile_IsRead()
    {
        await using var fixture = new RuntimeFixture();
        var file = Path.Combine(fixture.Path, "task text");
        await File.WriteAllTextAsync(file, "the task", RuntimeFixture.Token);

        var (output, _) = await fixture.ReadToEndAsync(await fixture.Runtime.StartAsync(fixture.Shell("cat") with { Input = RunInput.FromFile(file) }, RuntimeFixture.Token));

        Assert.Equal("the task", output);
    }
}
