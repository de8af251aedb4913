using System.Text;
using Ao.Commands;
using Ao.Runtimes;
using Ao.TestSupport;

namespace Ao.Plugins.Tmux.Tests;

public sealed class CorpusTests : IAsyncLifetime
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

    [Fact]
    public async Task StartAsync_EachArgumentOfTheCorpus_ArrivesOnceAsOne()
    {
        foreach (var (number, batch) in HostileStrings.Arguments.Chunk(1000).Index())
        {
            var file = _work.Combine($"arguments-{number}");

            await EndAsync(await _runtime.StartAsync(Request(number + 1, ArgumentLog.ToFile(file, batch)), Token));

            Assert.Equal(batch.Select(HostileStrings.AsUnicode), ArgumentLog.Read(await File.ReadAllTextAsync(file, Token)));
        }
    }

    [Fact]
    public async Task WriteAsync_EachTextOfTheCorpus_IsTypedOnceWithoutItsControlCharacters()
    {
        var typed = HostileStrings.All.Chunk(60).Select(static batch => string.Join('|', batch.Select(HostileStrings.AsUnicode))).ToList();
        var expected = string.Concat(typed.Select(static text => TerminalText.Clean(Encoding.UTF8.GetBytes(text)) is var (clean, enter) ? clean + (enter ? "\n" : "") : ""));
        var file = _work.Combine("typed");
        var handle = await _runtime.StartAsync(
            Request(1, ["-c", "stty raw -echo; printf ready; head -c \"$1\" >\"$2\"; printf done", "sh", $"{Encoding.UTF8.GetByteCount(expected)}", file]) with { Input = RunInput.Channel },
            Token);
        await UntilOutputAsync(handle, "ready");

        foreach (var text in typed)
        {
            await ((IRunInputWriter)_runtime).WriteAsync(handle, Encoding.UTF8.GetBytes(text), Token);
        }

        await EndAsync(handle);
        Assert.Equal(expected, (await File.ReadAllTextAsync(file, Token)).Replace('\r', '\n'));
    }

    [Fact]
    public void Clean_Fuzz_IsQuickAndLeavesNothingThatSteers() => Fuzz.Run(
        ["text\n", "\e[201~ls\r", "\u009b201~", "a\tb", "ünï 😀"],
        3000,
        static input => TerminalText.Clean(input).Text,
        static text => Assert.DoesNotContain(text, static character => char.IsControl(character) && character is not ('\t' or '\n')));

    private RunRequest Request(int number, IReadOnlyList<string> arguments) => new()
    {
        Run = new RunId(new SessionId("shop", number), 1),
        Command = new CommandLine("sh", arguments),
        WorkingDirectory = _work.Path,
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["LANG"] = "C.UTF-8" },
    };

    private async Task EndAsync(RunHandle handle)
    {
        await foreach (var item in _runtime.WatchAsync(handle, 0, Token))
        {
            Assert.True(item is RunOutput or RunExited { ExitCode: 0 }, $"{item}");
        }
    }

    private async Task UntilOutputAsync(RunHandle handle, string text)
    {
        var seen = new StringBuilder();
        await foreach (var item in _runtime.WatchAsync(handle, 0, Token))
        {
            if (seen.Append(Encoding.UTF8.GetString(Assert.IsType<RunOutput>(item).Data.Span)).ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
