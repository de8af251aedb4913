using System.Collections.Concurrent;
using System.Text;
using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.Desktop.Tests;

/// <summary>A session bus of a test's own with a notification daemon on it that keeps what it is told.</summary>
internal sealed class MockDesktop : IAsyncDisposable
{
    // The distribution's interpreter: another one does not see the module.
    private const string Python = "/usr/bin/python3";
    private readonly ICommandRunner _commands;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task<CommandResult>> _running = [];

    private MockDesktop(ICommandRunner commands) => _commands = commands;

    public string Address { get; private set; } = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one, or skips the test where its programs are missing.</summary>
    public static async Task<MockDesktop> StartAsync(ICommandRunner commands)
    {
        RequiredTool.Ensure("dbus-daemon");
        RequiredTool.Ensure("dbus-send");
        RequiredTool.Ensure("notify-send");
        if (!File.Exists(Python) || !(await commands.RunAsync(new CommandRequest { Command = new CommandLine(Python, "-c", "import dbusmock") }, Token)).Succeeded)
        {
            RequiredTool.Ensure("python3-dbusmock");
        }

        var desktop = new MockDesktop(commands);
        try
        {
            await desktop.StartAsync();
            return desktop;
        }
        catch
        {
            await desktop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the calls of a method that the daemon got, as dbus-send prints them.</summary>
    public async Task<string> CallsAsync(string method)
    {
        var result = await SendAsync("--print-reply", "--dest=org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.DBus.Mock.GetMethodCalls", $"string:{method}");
        Assert.True(result.Succeeded, result.Error);
        return result.Output;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_running.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task StartAsync()
    {
        var printed = new FirstLine();
        Run(new CommandRequest { Command = new CommandLine("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"), Observer = printed });
        Address = await printed.Line.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Run(new CommandRequest { Command = new CommandLine(Python, "-m", "dbusmock", "--session", "--template", "notification_daemon"), Environment = Variables });
        while (!(await SendAsync("--print-reply", "--dest=org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications.GetCapabilities")).Succeeded)
        {
            Assert.All(_running, static program => Assert.False(program.IsCompleted, "A program of the desktop has ended."));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }

    private Dictionary<string, string?> Variables => new() { ["DBUS_SESSION_BUS_ADDRESS"] = Address };

    private void Run(CommandRequest request) => _running.Add(_commands.RunAsync(request, _ending.Token).AsTask());

    private ValueTask<CommandResult> SendAsync(params string[] arguments) =>
        _commands.RunAsync(new CommandRequest { Command = new CommandLine("dbus-send", ["--session", .. arguments]), Environment = Variables }, Token);

    /// <summary>Waits for the first line that a program prints.</summary>
    private sealed class FirstLine : ICommandObserver
    {
        private readonly ConcurrentQueue<byte> _bytes = new();
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public void Observe(ReadOnlySpan<byte> bytes, bool isError)
        {
            foreach (var one in isError ? [] : bytes)
            {
                _bytes.Enqueue(one);
                if (one == '\n')
                {
                    _line.TrySetResult(Encoding.ASCII.GetString([.. _bytes]).Split('\n')[0]);
                }
            }
        }
    }
}
