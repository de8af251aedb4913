using Ao.Agents;
using Ao.Commands;
using Ao.Runtimes;
using Ao.Scm;
using Ao.TestSupport;
using NSubstitute;

namespace Ao.Plugins.Codex.Tests;

/// <summary>The agent with a session's folders.</summary>
internal sealed class CodexFixture : IDisposable
{
    public static readonly RuntimeTraits Pipes = new() { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true };
    public static readonly RuntimeTraits Terminal = new() { IsTerminal = true, CanWrite = true, KeepsErrorApart = false, IsLocal = true };
    private readonly TempFolder _folder = new();

    public CodexFixture()
    {
        Directory.CreateDirectory(_folder.Combine("state"));
        Directory.CreateDirectory(_folder.Combine("work"));
        Agent = new CodexAgent(Commands, TimeProvider.System);
    }

    public ICommandRunner Commands { get; } = Substitute.For<ICommandRunner>();

    public CodexAgent Agent { get; }

    public string Home => _folder.Combine("home");

    public string State => _folder.Combine("state");

    public string Work => _folder.Combine("work");

    public string Config => File.ReadAllText(Path.Combine(Home, ".codex", "config.toml"));

    public AgentSettings Settings { get; set; } = new()
    {
        Command = new CommandLine("/bin/sh"),
        Environment = new Dictionary<string, string> { ["THE_KEY"] = "secret-key" },
        Options = new Dictionary<string, string> { ["baseUrl"] = "https://models.example.com/v1", ["keyVariable"] = "THE_KEY" },
    };

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public AgentLaunchRequest Launch(AgentMode mode = AgentMode.Structured, string? prompt = "Do it.", string? conversation = null, int run = 1) => new()
    {
        Run = new RunId(new SessionId("shop", 1), run),
        Workspace = WorkspaceOf(),
        StateFolder = State,
        HomeFolder = Home,
        Prompt = prompt,
        ConversationId = conversation,
        Settings = Settings,
        Runtime = mode == AgentMode.Structured ? Pipes : Terminal,
        Mode = mode,
        Tools = new AgentToolServer { Address = new Uri("http://127.0.0.1:5/mcp"), Token = "secret-token", Bridge = new CommandLine("false") },
    };

    public async Task<IAgentConnection> ConnectAsync(IRun process, AgentMode mode = AgentMode.Structured, long cursor = 0, string? prompt = "Do it.", string? conversation = null)
    {
        await Agent.PrepareLaunchAsync(Launch(mode, prompt, conversation), Token);
        return Agent.Connect(new AgentConnectionRequest
        {
            Run = new RunId(new SessionId("shop", 1), 1),
            Workspace = WorkspaceOf(),
            StateFolder = State,
            HomeFolder = Home,
            Process = process,
            Settings = Settings,
            Runtime = mode == AgentMode.Structured ? Pipes : Terminal,
            Mode = mode,
            Cursor = cursor,
            ConversationId = cursor > 0 ? FakeAppServer.Thread : null,
        });
    }

    public void Dispose() => _folder.Dispose();

    private Workspace WorkspaceOf() => new()
    {
        Session = new SessionId("shop", 1),
        Source = new ProjectSource { Project = ProjectId.Parse("shop"), Location = _folder.Path },
        Path = Work,
        BaseRevision = "0",
    };
}
