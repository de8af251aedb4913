using Ao.Agents;
using Ao.Enforcement;
using Ao.Projects;
using Ao.Sessions;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Sessions;

public sealed class SpawnPreflightTests : IDisposable
{
    private readonly World _world = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SpawnPreflight _preflight;
    private int _asked;

    public SpawnPreflightTests()
    {
        var plugins = new FakeCatalog(_world.Agent, _world.Runtime, _world.Scm);
        _preflight = new SpawnPreflight(plugins, new EnforcementDesk(plugins), _time, NullLogger<SpawnPreflight>.Instance);
        _world.Scm.BeforeInspect = () =>
        {
            _asked++;
            return Task.CompletedTask;
        };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Project Project => new ProjectCatalog(Options.Create(_world.Options)).Get("shop");

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Check_AllIsWell_AsksOnceForSomeSeconds()
    {
        await _preflight.CheckAsync(Project, "command", AgentMode.Structured, Token);
        await _preflight.CheckAsync(Project, "command", AgentMode.Structured, Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        await _preflight.CheckAsync(Project, "command", AgentMode.Structured, Token);

        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Check_WasNotReady_AsksAgainAtOnce()
    {
        _world.Agent.Readiness = AgentReadiness.NotReady("It is not signed in.", "Run: tool login");
        await Assert.ThrowsAsync<AoException>(() => _preflight.CheckAsync(Project, "command", AgentMode.Structured, Token));
        _world.Agent.Readiness = AgentReadiness.Ready();

        await _preflight.CheckAsync(Project, "command", AgentMode.Structured, Token);

        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Check_AnAnswerHangs_IsNotWaitedForLongerThanAnswersHold()
    {
        var never = new TaskCompletionSource();
        _world.Scm.BeforeInspect = () => never.Task;
        var hanging = _preflight.CheckAsync(Project, "command", AgentMode.Structured, Token);
        _world.Scm.BeforeInspect = static () => Task.CompletedTask;
        _time.Advance(TimeSpan.FromSeconds(10));

        await _preflight.CheckAsync(Project, "command", AgentMode.Structured, Token);

        Assert.False(hanging.IsCompleted);
        never.SetResult();
        await hanging;
    }
}
