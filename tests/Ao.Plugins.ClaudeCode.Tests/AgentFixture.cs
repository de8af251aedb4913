using Ao.Commands;
using Ao.Runtimes;
using Ao.Scm;
using Ao.TestSupport;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Ao.Plugins.ClaudeCode.Tests;

/// <summary>An agent with a session's folders.</summary>
internal sealed class AgentFixture : IDisposable
{
    private readonly TempFolder _folder = new();

    public AgentFixture(ICommandRunner? commands = null)
    {
        Agent = new ClaudeCodeAgent(commands ?? NSubstitute.Substitute.For<ICommandRunner>(), TimeProvider.System);
        Directory.CreateDirectory(State);
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Workspace);
    }

    public static RuntimeTraits Local { get; } = new() { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true };

    public static RuntimeTraits Terminal { get; } = new() { IsTerminal = true, CanWrite = true, KeepsErrorApart = false, IsLocal = true };

    public ClaudeCodeAgent Agent { get; }

    public string State => _folder.Combine("state");

    public string Home => _folder.Combine("home");

    public string Workspace => _folder.Combine("work");

    public RunId Run { get; } = new(SessionId.Parse("shop-1"), 1);

    public string RunFolder => Path.Combine(State, "claude-code", "run-1");

    public AgentLaunchRequest Launch(string? prompt = "Do it.", AgentMode mode = AgentMode.Structured, AgentSettings? settings = null) => new()
    {
        Run = Run,
        Workspace = WorkspaceValue(),
        StateFolder = State,
        HomeFolder = Home,
        Prompt = prompt,
        Settings = settings ?? new AgentSettings(),
        Runtime = mode == AgentMode.Structured ? Local : Terminal,
        Mode = mode,
    };

    public AgentConnectionRequest Connection(IRun process, AgentMode mode = AgentMode.Structured, long cursor = 0) => new()
    {
        Run = Run,
        Workspace = WorkspaceValue(),
        StateFolder = State,
        HomeFolder = Home,
        Process = process,
        Settings = new AgentSettings(),
        Runtime = mode == AgentMode.Structured ? Local : Terminal,
        Mode = mode,
        Cursor = cursor,
    };

    public void Dispose() => _folder.Dispose();

    private Workspace WorkspaceValue() => new()
    {
        Source = new ProjectSource { Project = ProjectId.Parse("shop"), Location = _folder.Combine("main") },
        Session = Run.Session,
        Path = Workspace,
        Branch = "ao/shop-1",
        BaseRevision = "0123",
    };
}
