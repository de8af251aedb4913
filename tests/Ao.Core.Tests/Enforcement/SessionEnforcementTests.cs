using Ao.Configuration;
using Ao.Core.Tests.Sessions;
using Ao.Enforcement;
using Ao.Sessions;

namespace Ao.Core.Tests.Enforcement;

/// <summary>The level in force is seen in every session, and one below what the project demands makes none.</summary>
public sealed class SessionEnforcementTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Spawn_ByDefault_IsBrokeredFromTheRequestOnAndStaysSo()
    {
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await SpawnAsync(engine);

        Assert.Equal(EnforcementLevel.CredentialBrokered, spawned.Enforcement!.Level);
        var running = await engine.WaitAsync(spawned.Id, static session => session.Runs == 1 && session.Status != SessionStatus.Starting);
        Assert.Equal(spawned.Enforcement, running.Enforcement);
    }

    [Theory]
    [InlineData(EnforcementLevel.CredentialBrokered, true, "SSH_AUTH_SOCK")]
    [InlineData(EnforcementLevel.Isolated, true, "SSH_AUTH_SOCK")]
    [InlineData(EnforcementLevel.Isolated, false, "another user")]
    public async Task Spawn_BelowWhatIsDemanded_IsRefusedWithTheRemedyAndMakesNoSession(EnforcementLevel demanded, bool passes, string expected)
    {
        _world.Project.MinEnforcement = demanded;
        if (passes)
        {
            _world.Project.Agents["command"] = new AgentOptions { PassEnvironment = ["SSH_AUTH_SOCK"] };
        }

        await using var engine = await Engine.StartAsync(_world);
        var error = await Assert.ThrowsAsync<AoException>(() => SpawnAsync(engine));

        Assert.Contains($"demands the enforcement level {demanded}", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.List());
    }

    [Fact]
    public async Task Spawn_CredentialPassedAndAdvisoryAllowed_SaysSoInTheSession()
    {
        _world.Project.MinEnforcement = EnforcementLevel.Advisory;
        _world.Project.Agents["command"] = new AgentOptions { Environment = { ["SSH_AUTH_SOCK"] = "/run/agent" } };
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await SpawnAsync(engine);

        Assert.Equal(EnforcementLevel.Advisory, spawned.Enforcement!.Level);
        Assert.Contains("SSH_AUTH_SOCK", spawned.Enforcement.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spawn_RuntimeOfAnotherUserWithoutNetwork_IsIsolatedAndToldItsFolders()
    {
        _world.Project.MinEnforcement = EnforcementLevel.Isolated;
        _world.Runtime.Traits = _world.Runtime.Traits with { RunsAsOtherUser = true, ClosesNetwork = true };
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await SpawnAsync(engine);

        await engine.WaitAsync(spawned.Id, static session => session.Runs == 1 && session.Status != SessionStatus.Starting);

        Assert.Equal(EnforcementLevel.Isolated, engine.Orchestrator.Get(spawned.Id).Enforcement!.Level);
        var access = _world.Runtime.Process("shop-1.1").Request.Access!;
        Assert.Equal(_world.Options.DataFolder, access.HiddenFolder);
        Assert.Equal(3, access.WritableFolders.Count);
    }

    private static Task<Session> SpawnAsync(Engine engine) => engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
}
