using System.Text;
using Ao.Commands;
using Ao.Plugins.Tmux;
using Ao.Runtimes;
using Ao.TestSupport;

namespace Ao.Plugins.Tmux.Tests;

public sealed class TmuxInputTests : IAsyncLifetime
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
    [InlineData("hello;")]
    [InlineData(";")]
    [InlineData("-x leading")]
    [InlineData("--")]
    [InlineData("Enter")]
    [InlineData("C-c #{pane_id} $(id) `id`")]
    [InlineData("ünïcödé 😀 ﷽ 漢字")]
    public async Task WriteAsync_Line_ArrivesAsItIs(string text)
    {
        var handle = await StartAsync("stty -echo; echo ready; IFS= read -r line; printf '%s' \"$line\" >received; echo done");
        await UntilOutputAsync(handle, "ready");

        await WriteAsync(handle, text + "\n");
        await UntilOutputAsync(handle, "done");

        Assert.Equal(text, await File.ReadAllTextAsync(_work.Combine("received"), Token));
    }

    [Fact]
    public async Task WriteAsync_LongText_ArrivesWhole()
    {
        var text = string.Concat(Enumerable.Range(0, 2500).Select(number => $"line {number:D5} äöü 0123456789 0123456789 ;\n"));
        Assert.True(Encoding.UTF8.GetByteCount(text) > 100_000);
        var size = Encoding.UTF8.GetByteCount(text);
        var handle = await StartAsync($"stty raw -echo; printf ready; head -c {size} >received; printf done");
        await UntilOutputAsync(handle, "ready");

        await WriteAsync(handle, text);
        await UntilOutputAsync(handle, "done");

        Assert.Equal(text, (await File.ReadAllTextAsync(_work.Combine("received"), Token)).Replace('\r', '\n'));
    }

    [Fact]
    public async Task WriteAsync_EndOfPasteInsideTheText_RunsNothing()
    {
        RequiredTool.Ensure("bash");
        var handle = await StartAsync("exec bash --norc --noprofile -i");
        await UntilOutputAsync(handle, "\e[?2004h");

        await WriteAsync(handle, "echo safe\e[201~\rtouch canary1\r\u009b201~\ntouch canary2; \u001b]52;c;eA==\u0007 \u0003touch canary3\u0000");
        Assert.DoesNotContain(Directory.GetFiles(_work.Path), file => file.Contains("canary", StringComparison.Ordinal));
        await WriteAsync(handle, "\u0015\u0003");
        var screen = await _harness.Get<Terminals.ITerminal>("tmux").CaptureAsync(handle, Token);
        await UntilOutputAsync(handle, "canary3");

        Assert.NotNull(screen);
        Assert.DoesNotContain(Directory.GetFiles(_work.Path), file => file.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendKeyAsync_EachKey_IsThatKey()
    {
        var handle = await StartAsync("stty raw -echo; printf ready; head -c 18 >received; printf done");
        await UntilOutputAsync(handle, "ready");

        foreach (var key in Enum.GetValues<RunKey>())
        {
            await SendKeyAsync(handle, key);
        }

        await UntilOutputAsync(handle, "done");
        Assert.Equal("\r\e\u0003\e[A\e[B\e[D\e[C\t \u007f", await File.ReadAllTextAsync(_work.Combine("received"), Token));
    }

    [Fact]
    public async Task SendKeyAsync_Interrupt_InterruptsTheProgram()
    {
        var handle = await _runtime.StartAsync(Request("trap 'echo caught; exit 4' INT; echo ready; while :; do sleep 0.05; done") with { Input = RunInput.None }, Token);
        await UntilOutputAsync(handle, "ready");

        await SendKeyAsync(handle, RunKey.Interrupt);

        await UntilOutputAsync(handle, "caught");
        await foreach (var item in _runtime.WatchAsync(handle, 0, Token))
        {
            Assert.True(item is RunOutput or RunExited { ExitCode: 4 });
        }

        await Assert.ThrowsAsync<AoException>(async () => await SendKeyAsync(handle, RunKey.Enter));
    }

    [Fact]
    public async Task SendKeyAsync_BehindText_ComesBehindIt()
    {
        var handle = await StartAsync("stty -echo; echo ready; IFS= read -r line; printf '%s' \"$line\" >received; echo done");
        await UntilOutputAsync(handle, "ready");

        await WriteAsync(handle, "typox");
        await SendKeyAsync(handle, RunKey.Backspace);
        await SendKeyAsync(handle, RunKey.Enter);

        await UntilOutputAsync(handle, "done");
        Assert.Equal("typo", await File.ReadAllTextAsync(_work.Combine("received"), Token));
    }

    [Fact]
    public async Task WriteAsync_NoOpenInput_IsRefused()
    {
        var handle = await _runtime.StartAsync(Request("exec sleep 300") with { Input = RunInput.None }, Token);

        await Assert.ThrowsAsync<AoException>(async () => await WriteAsync(handle, "x"));
    }

    [Fact]
    public async Task WriteAsync_ProgramEnded_IsAnError()
    {
        var handle = await StartAsync("exit 0");
        await foreach (var item in _runtime.WatchAsync(handle, 0, Token))
        {
            Assert.NotNull(item);
        }

        await Assert.ThrowsAsync<AoException>(async () => await WriteAsync(handle, "x\n"));
    }

    [Theory]
    [InlineData("a\tb\nc\n", "a\tb\nc", true)]
    [InlineData("\e[201~x\u009b\u007f\0\r", "[201~x", false)]
    [InlineData("\n", "", true)]
    [InlineData("", "", false)]
    public void Clean_Text_KeepsOnlyWhatCanBePasted(string input, string text, bool enter) =>
        Assert.Equal((text, enter), TerminalText.Clean(Encoding.UTF8.GetBytes(input)));

    [Fact]
    public void Clean_RandomBytes_LeavesNoControlCharacter()
    {
        var random = new Random(20261124);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            Assert.DoesNotContain(TerminalText.Clean(bytes).Text, character => char.IsControl(character) && character is not ('\t' or '\n'));
        }
    }

    private RunRequest Request(string script) => new()
    {
        Run = RunId.Parse("shop-1.1"),
        Command = new CommandLine("sh", "-c", script),
        WorkingDirectory = _work.Path,
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["LANG"] = "C.UTF-8" },
        Input = RunInput.Channel,
    };

    private ValueTask<RunHandle> StartAsync(string script) => _runtime.StartAsync(Request(script), Token);

    private ValueTask WriteAsync(RunHandle handle, string text) => ((IRunInputWriter)_runtime).WriteAsync(handle, Encoding.UTF8.GetBytes(text), Token);

    private ValueTask SendKeyAsync(RunHandle handle, RunKey key) => ((IRunKeySender)_runtime).SendKeyAsync(handle, key, Token);

    private async Task UntilOutputAsync(RunHandle handle, string text)
    {
        var seen = new StringBuilder();
        await foreach (var item in _runtime.WatchAsync(handle, 0, Token))
        {
            if (item is RunOutput output && seen.Append(Encoding.UTF8.GetString(output.Data.Span)).ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{text}' did not appear in: {seen}");
    }
}
