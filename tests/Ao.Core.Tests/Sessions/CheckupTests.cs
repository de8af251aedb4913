using Ao.Agents;
using Ao.Plugins;

namespace Ao.Core.Tests.Sessions;

/// <summary>One look at everything that is configured, with a remedy for what is not good.</summary>
public sealed class CheckupTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Check_AllIsWell_Passes()
    {
        await using var engine = await Engine.StartAsync(_world);

        var checkup = await engine.Orchestrator.CheckAsync(Token);

        Assert.True(checkup.Level == SelfCheckLevel.Pass, checkup.ToString());
        Assert.Contains("pass  project shop, agent command (structured): Ready, version 1.0.", checkup.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" pass, 0 warn, 0 fail", checkup.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AgentIsNotReady_FailsWithTheRemedy()
    {
        _world.Agent.Readiness = AgentReadiness.NotReady("It is not signed in.", "Run: tool login");
        await using var engine = await Engine.StartAsync(_world);

        var checkup = await engine.Orchestrator.CheckAsync(Token);

        Assert.Equal(SelfCheckLevel.Fail, checkup.Level);
        Assert.Contains("fail  project shop, agent command (structured): It is not signed in.\n      Run: tool login\n", checkup.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SourceAndTrackerCannotBeUsed_SaysBothAndGoesOn()
    {
        _world.Project.Tracker = "absent";
        _world.Named["absent"] = new object();
        _world.Scm.Fault = static what => what == "inspect" ? new AoException("The folder is no repository.") : null;
        await using var engine = await Engine.StartAsync(_world);

        var failures = (await engine.Orchestrator.CheckAsync(Token)).Items.Where(static item => item.Level == SelfCheckLevel.Fail).Select(static item => item.Subject);

        Assert.Equal(["project shop, source", "project shop, tracker absent"], failures);
    }
}
