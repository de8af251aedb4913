using System.Text.Json;
using Ao.AgentTools;
using Ao.Core.Tests.Sessions;
using Ao.Runtimes;
using Ao.Sessions;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.AgentTools;

/// <summary>An engine, and agents that call their tools in it.</summary>
internal sealed class ToolDesk : IAsyncDisposable
{
    private ToolDesk(World world, Engine engine) => (World, Engine) = (world, engine);

    public World World { get; }

    public Engine Engine { get; private set; }

    public IAgentTools Tools => Engine.Get<IAgentTools>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ToolDesk> StartAsync()
    {
        var world = new World();
        world.Options.Projects["other"] = new Ao.Configuration.ProjectOptions { Path = world.Combine("."), Prefix = "other" };
        world.Project.Tracker = "tracker";
        return new ToolDesk(world, await Engine.StartAsync(world));
    }

    /// <summary>Ends the host and starts the next one over the same journal, with the same agents.</summary>
    public async Task RestartAsync(int crashAt = 0, bool afterWrite = false)
    {
        await Engine.DisposeAsync();
        Engine = await Engine.StartAsync(World, crashAt, afterWrite);
    }

    /// <summary>Makes a session whose agent runs.</summary>
    public async Task<Session> SpawnAsync(SessionRole role = SessionRole.Worker, string project = "shop")
    {
        var spawned = await Engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = project, Prompt = "Do it.", Role = role, Revision = role == SessionRole.Reviewer ? "reviewed" : null }, Token);
        return await Engine.WaitAsync(spawned.Id, SessionStatus.Working);
    }

    public string TokenOf(Session session) => Engine.Get<AgentTokens>().For(new RunId(session.Id, session.Runs));

    /// <summary>Calls a tool as a session's agent does, with arguments as JSON.</summary>
    public async Task<AgentToolResult> CallAsync(Session session, string tool, string arguments = "{}")
    {
        var caller = Tools.Authenticate(TokenOf(session));
        Assert.NotNull(caller);
        using var document = JsonDocument.Parse(arguments);
        return await Tools.CallAsync(caller, tool, document.RootElement.EnumerateObject().ToDictionary(static field => field.Name, static field => field.Value), Token);
    }


    /// <summary>Gives the process of a session's newest run.</summary>
    public FakeProcess Process(Session session) => World.Runtime.Process($"{session.Id}.{session.Runs}");

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        World.Dispose();
    }
}
