using Ao.Agents;
using Ao.Sessions;
using Ao.TestSupport;

namespace Ao.Core.Tests.Sessions;

/// <summary>Each string is taken as it is, once, or refused with an error that cannot harm its reader.</summary>
public sealed class OrchestratorCorpusTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task SendAsync_EachTextOfTheCorpus_ReachesTheAgentOnceOrIsRefused()
    {
        _world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true };
        await using var engine = await Engine.StartAsync(_world);
        var session = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Listen." }, Token);
        await engine.WaitAsync(session.Id, SessionStatus.Working);

        var taken = await TakenAsync(async text => await engine.Orchestrator.SendAsync(session.Id, text, Token));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (_world.Agent.Sent.Count < taken.Count)
        {
            await timer.WaitForNextTickAsync(Token);
        }

        Assert.True(taken.Count > 2000);
        Assert.Equal(taken, _world.Agent.Sent.Select(static message => message.Text));
    }

    [Theory]
    [InlineData("project")]
    [InlineData("title")]
    [InlineData("branch")]
    [InlineData("prompt")]
    public async Task SpawnAsync_EachTextOfTheCorpus_IsKeptAsItIsOrRefused(string field)
    {
        // One at a time: the others wait in the queue, which is all that is asked of them here.
        _world.Options.Admission.MaxSessions = 1;
        await using var engine = await Engine.StartAsync(_world);
        var plain = new SpawnRequest { Project = "shop", Prompt = "Do it." };
        var ids = new List<SessionId>();

        var taken = await TakenAsync(async text => ids.Add((await engine.Orchestrator.SpawnAsync(
            field switch
            {
                "project" => plain with { Project = text },
                "title" => plain with { Title = text },
                "branch" => plain with { Branch = text },
                _ => plain with { Prompt = text },
            },
            Token)).Id));

        Assert.NotEmpty(taken);
        Assert.Equal(taken, ids.Select(id => engine.Sessions.Get(id)).Select(state => field switch
        {
            "project" => state.Request.Project.Value,
            "title" => state.Request.Title,
            "branch" => state.Request.Branch,
            _ => state.Request.Prompt,
        }));
    }

    private static async Task<List<string>> TakenAsync(Func<string, Task> take)
    {
        var taken = new List<string>();
        foreach (var text in HostileStrings.All)
        {
            try
            {
                await take(text);
                taken.Add(HostileStrings.AsUnicode(text));
            }
            catch (AoException exception)
            {
                Assert.Equal(Printable.Clean(exception.Message), exception.Message);
                Assert.InRange(exception.Message.Length, 1, 1000);
            }
        }

        return taken;
    }
}
