using System.Diagnostics;
using Ao.Agents;
using Ao.FakeModel;
using Ao.Plugins;
using Ao.Plugins.LocalProcess;
using Ao.Plugins.Tmux;
using Ao.Runtimes;
using Ao.Scm;
using Ao.TestSupport;
using CliWrap;
using CliWrap.Buffered;

namespace Ao.RealAgents;

/// <summary>One agent plugin with its real tool, a real runtime, a real repository and a scripted model, driven as a host drives it, one call at a time.</summary>
internal sealed class AgentRig : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly TempFolder _folder = new();
    private readonly SessionId _session = SessionId.Parse("shop-1");
    private readonly List<AgentSignal> _signals = [];
    private readonly Lock _lock = new();
    private PluginHarness _plugin = null!;
    private PluginHarness _runtimePlugin = null!;
    private IRuntime _runtime = null!;
    private RunHandle? _handle;
    private string _base = "";
    private int _runs;
    private int _read;
    private CancellationTokenSource _reading = new();
    private Task _pump = Task.CompletedTask;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AgentRig(AgentMode mode) => Mode = mode;

    public AgentMode Mode { get; private set; }

    public IAgent Agent { get; private set; } = null!;

    public FakeModelServer Model { get; private set; } = null!;

    public ToolServer Tools { get; private set; } = null!;

    /// <summary>Gets or sets the project's settings for the agent. Set it before the launch.</summary>
    public AgentSettings Settings { get; set; } = new();

    public SessionRole Role { get; set; } = SessionRole.Worker;

    public string? SystemPromptFile { get; set; }

    public IAgentConnection Connection { get; private set; } = null!;

    public string Workspace => _folder.Combine("work");

    public string Home => _folder.Combine("home");

    public string State => _folder.Combine("state");

    /// <summary>Gets everything that was signalled, over all connections.</summary>
    public IReadOnlyList<AgentSignal> Signals
    {
        get
        {
            lock (_lock)
            {
                return [.. _signals];
            }
        }
    }

    public AgentSetup Setup => new() { Settings = Settings, Runtime = _runtime.Traits, Mode = Mode };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sets everything up; nothing is launched.</summary>
    /// <param name="name">The name of the agent in its slot.</param>
    /// <param name="mode">How it is run: in tmux where it is interactive.</param>
    public static async Task<AgentRig> StartAsync<TPlugin>(string name, AgentMode mode)
        where TPlugin : IAoPlugin, new()
    {
        var rig = new AgentRig(mode);
        Directory.CreateDirectory(rig.Home);
        Directory.CreateDirectory(rig.State);
        await rig.MakeWorkspaceAsync();
        rig.Model = await FakeModelServer.StartAsync(Token);
        rig.Tools = await ToolServer.StartAsync(Token);
        rig._plugin = await PluginHarness.StartAsync<TPlugin>();
        rig.Agent = rig._plugin.Get<IAgent>(name);
        await rig.TakeRuntimeAsync();
        return rig;
    }

    /// <summary>Has the next run go another way, in the runtime that it needs. The run before it has ended.</summary>
    public async Task ChangeModeAsync(AgentMode mode)
    {
        await LetGoAsync();
        await _runtimePlugin.DisposeAsync();
        Mode = mode;
        await TakeRuntimeAsync();
    }

    /// <summary>Launches the tool and connects to it.</summary>
    public async Task LaunchAsync(string? prompt, string? conversation = null)
    {
        var run = new RunId(_session, ++_runs);
        var launch = await Agent.PrepareLaunchAsync(
            new AgentLaunchRequest
            {
                Run = run,
                Role = Role,
                Workspace = WorkspaceValue(),
                StateFolder = State,
                HomeFolder = Home,
                Prompt = prompt,
                ConversationId = conversation,
                Settings = Settings,
                Runtime = _runtime.Traits,
                Mode = Mode,
                Tools = Tools.Offer,
                SystemPromptFile = SystemPromptFile,
            },
            Token);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = Home,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["TERM"] = "xterm-256color",
            ["LANG"] = "C.UTF-8",
        };
        foreach (var (variable, value) in Settings.Environment.Concat(launch.Environment))
        {
            environment[variable] = value;
        }

        _handle = await _runtime.StartAsync(
            new RunRequest { Run = run, Command = launch.Command, WorkingDirectory = Workspace, Environment = environment, Input = launch.Input, SeparateError = launch.SeparateError },
            Token);
        Connect(cursor: 0);
    }

    /// <summary>Lets go of the connection and takes it up anew behind the last signal, as a host does that has died and was started again.</summary>
    public async Task ReconnectAsync()
    {
        await LetGoAsync();
        Connect(Signals.Count == 0 ? 0 : Signals[^1].Cursor);
    }

    /// <summary>Waits for the next signal of a kind, behind those that were waited for before.</summary>
    public async Task<T> ExpectAsync<T>(Func<T, bool>? matches = null)
        where T : AgentSignal
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(s_patience);
        while (true)
        {
            Task more;
            lock (_lock)
            {
                for (; _read < _signals.Count; _read++)
                {
                    if (_signals[_read] is T found && (matches is null || matches(found)))
                    {
                        _read++;
                        return found;
                    }
                }

                more = _more.Task;
            }

            if (_pump.IsCompleted && !more.IsCompleted)
            {
                await _pump;
                throw new InvalidOperationException($"The run's signals have ended without a {typeof(T).Name}. {await DescribeAsync()}");
            }

            try
            {
                await Task.WhenAny(more, _pump).WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {typeof(T).Name} came within {s_patience}. {await DescribeAsync()}");
            }
        }
    }

    public ValueTask<MessageDelivery> SendAsync(string text, string id = "m1") => Connection.SendAsync(new AgentMessage { Id = id, Text = text }, Token);

    /// <summary>Presses a key in the tool's terminal, as a person does who is attached to it.</summary>
    public ValueTask PressAsync(RunKey key) => new HarnessRun(_runtime, _handle!).SendKeyAsync(key, Token);

    /// <summary>Gives what a person sees who is attached to an interactive run.</summary>
    public async Task<string> ReadScreenAsync() => await _runtimePlugin.Get<Ao.Terminals.ITerminal>("tmux").CaptureAsync(_handle!, CancellationToken.None) ?? "";

    /// <summary>Ends the tool's whole tree at once, as a crash does.</summary>
    public async Task KillAsync() => await _runtime.StopAsync(_handle!, TimeSpan.Zero, Token);

    /// <summary>Ends the run as a host does: by the tool's own means first, then the tree of processes.</summary>
    public async Task StopAsync()
    {
        await Connection.InterruptAsync(Token);
        await _runtime.StopAsync(_handle!, TimeSpan.FromSeconds(5), Token);
    }

    /// <summary>Gives what git says in the workspace.</summary>
    public async Task<string> GitAsync(params string[] arguments) => (await Cli.Wrap("git").WithWorkingDirectory(Workspace).WithArguments(arguments).ExecuteBufferedAsync(Token)).StandardOutput.Trim();

    /// <summary>Gives the ids of live processes that work in the workspace.</summary>
    public IReadOnlyList<int> ProcessesInWorkspace() => [.. Process.GetProcesses().Select(static process => process.Id).Where(id => WorksIn(id, Workspace))];

    /// <summary>Tells whether a process lives and has a folder, or one below it, as its working folder.</summary>
    public static bool WorksIn(int process, string folder)
    {
        try
        {
            return Directory.ResolveLinkTarget($"/proc/{process}/cwd", returnFinalTarget: false)?.FullName.StartsWith(folder, StringComparison.Ordinal) == true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another account's.
            return false;
        }
    }

    /// <summary>Says what was seen, for the message of a test that fails.</summary>
    public async Task<string> DescribeAsync()
    {
        var seen = string.Join("\n  ", Signals.Select(static signal => signal.ToString()));
        var error = _handle is null ? "" : await new HarnessRun(_runtime, _handle).ReadErrorAsync(4000, CancellationToken.None);
        var screen = _handle is not null && Mode == AgentMode.Interactive ? await ReadScreenAsync() : "";
        var asked = string.Join("\n  ", Model.Requests.Select(static request => $"{request.Script}/{request.Position} side={request.IsSide} status={request.Status} {request.LastWords[..Math.Min(80, request.LastWords.Length)]}"));
        return $"Signals:\n  {seen}\nModel:\n  {asked}\nStandard error:\n{error}\nScreen:\n{screen}";
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        if (_runtime is not null)
        {
            foreach (var run in await _runtime.ListAsync(CancellationToken.None))
            {
                await _runtime.StopAsync(run.Handle, TimeSpan.Zero, CancellationToken.None);
            }
        }

        foreach (var part in new IAsyncDisposable?[] { _runtimePlugin, _plugin, Tools, Model })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        _reading.Dispose();
        _folder.Dispose();
    }

    private void Connect(long cursor)
    {
        _reading.Dispose();
        _reading = new CancellationTokenSource();
        Connection = Agent.Connect(new AgentConnectionRequest
        {
            Run = _handle!.Run,
            Workspace = WorkspaceValue(),
            StateFolder = State,
            HomeFolder = Home,
            Process = new HarnessRun(_runtime, _handle),
            Settings = Settings,
            Runtime = _runtime.Traits,
            Mode = Mode,
            Cursor = cursor,
            ConversationId = Signals.OfType<ConversationStarted>().LastOrDefault()?.ConversationId,
        });
        _pump = Task.Run(() => PumpAsync(_reading.Token));
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        await foreach (var signal in Connection.ReadSignalsAsync(cancellationToken))
        {
            TaskCompletionSource more;
            lock (_lock)
            {
                _signals.Add(signal);
                (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            more.SetResult();
        }
    }

    private async Task LetGoAsync()
    {
        await _reading.CancelAsync();
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Connection is not null)
        {
            await Connection.DisposeAsync();
        }
    }

    private Workspace WorkspaceValue() => new()
    {
        Source = new ProjectSource { Project = ProjectId.Parse("shop"), Location = _folder.Combine("main") },
        Session = _session,
        Path = Workspace,
        Branch = "ao/shop-1",
        BaseRevision = _base,
    };

    private async Task TakeRuntimeAsync()
    {
        if (Mode == AgentMode.Interactive)
        {
            RequiredTool.Ensure("tmux");
            _runtimePlugin = await PluginHarness.StartAsync<TmuxPlugin>();
            _runtime = _runtimePlugin.Get<IRuntime>("tmux");
        }
        else
        {
            _runtimePlugin = await PluginHarness.StartAsync<LocalProcessPlugin>();
            _runtime = _runtimePlugin.Get<IRuntime>("local-process");
        }
    }

    private async Task MakeWorkspaceAsync()
    {
        var main = _folder.Combine("main");
        await RunGitAsync("init", "-q", "-b", "main", main);
        await RunGitAsync("-C", main, "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "--allow-empty", "-m", "Begin");
        await RunGitAsync("-C", main, "worktree", "add", "-q", "-b", "ao/shop-1", Workspace);
        _base = await GitAsync("rev-parse", "HEAD");
        await RunGitAsync("-C", main, "config", "user.name", "Agent");
        await RunGitAsync("-C", main, "config", "user.email", "agent@example.com");
    }

    private static async Task RunGitAsync(params string[] arguments) => await Cli.Wrap("git").WithArguments(arguments).ExecuteBufferedAsync(Token);
}
