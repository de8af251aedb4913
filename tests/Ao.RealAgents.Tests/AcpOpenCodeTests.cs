using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.Acp;

namespace Ao.RealAgents;

/// <summary>OpenCode by the Agent Client Protocol, by configuration alone.</summary>
public sealed class AcpOpenCodeTests() : AgentScenarios(AgentMode.Structured)
{
    private protected override async Task<AgentRig> StartAsync(PermissionMode permissions)
    {
        var program = RealAgents.OpenCode;
        var rig = await AgentRig.StartAsync<AcpPlugin>("acp", Mode);
        var config = Path.Combine(rig.State, "opencode.json");
        await File.WriteAllTextAsync(config, OpenCodeSetup.Config(rig.Model.Address).ToJsonString(), TestContext.Current.CancellationToken);
        rig.Settings = new AgentSettings
        {
            Command = new CommandLine(program, "acp"),
            Permissions = permissions,
            Environment = new Dictionary<string, string>
            {
                ["OPENCODE_CONFIG"] = config,
                ["OPENCODE_PERMISSION"] = """{"bash":"ask"}""",
                ["OPENCODE_DISABLE_AUTOUPDATE"] = "1",
                ["OPENCODE_DISABLE_DEFAULT_PLUGINS"] = "1",
                ["OPENCODE_DISABLE_LSP_DOWNLOAD"] = "1",
                ["OPENCODE_DISABLE_MODELS_FETCH"] = "1",
                ["npm_config_fetch_retries"] = "0",
                ["XDG_CACHE_HOME"] = Path.Combine(rig.Home, ".cache"),
                ["XDG_CONFIG_HOME"] = Path.Combine(rig.Home, ".config"),
                ["XDG_DATA_HOME"] = Path.Combine(rig.Home, ".local/share"),
                ["XDG_STATE_HOME"] = Path.Combine(rig.Home, ".local/state"),
            },
        };
        return rig;
    }

    /// <summary>Over this protocol OpenCode tells what the last request of a turn has used, not the turn.</summary>
    private protected override void AssertUsage(AgentRig rig)
    {
        Assert.Equal(rig.Signals.OfType<TurnEnded>().Count(), rig.Signals.OfType<UsageReported>().Count());
        Assert.All(rig.Signals.OfType<UsageReported>(), static usage => Assert.Equal((1200, 200, 30), (usage.InputTokens, usage.CachedTokens, usage.OutputTokens)));
    }

    /// <summary>Over this protocol OpenCode tells nothing of a refusal that it asks again after, and of another not the status.</summary>
    private protected override async Task AssertRefusedAsync(AgentRig rig, int status, ProviderLimitKind kind)
    {
        if (status == 401)
        {
            await rig.ExpectAsync<ProviderLimited>();
            Assert.Equal(TurnOutcome.Limited, (await rig.ExpectAsync<TurnEnded>()).Outcome);
            return;
        }

        await UntilAsync(() => rig.Model.Requests.Count(static request => !request.IsSide) > 1);
        await rig.Connection.InterruptAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TurnOutcome.Interrupted, (await rig.ExpectAsync<TurnEnded>()).Outcome);
    }
}
