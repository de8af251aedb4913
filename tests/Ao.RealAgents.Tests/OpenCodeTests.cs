using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.OpenCode;

namespace Ao.RealAgents;

/// <summary>OpenCode, by its own server.</summary>
public abstract class OpenCodeTests(AgentMode mode) : AgentScenarios(mode)
{
    private protected override async Task<AgentRig> StartAsync(PermissionMode permissions)
    {
        var program = RealAgents.OpenCode;
        var rig = await AgentRig.StartAsync<OpenCodePlugin>("opencode", Mode);
        rig.Settings = new AgentSettings
        {
            Command = new CommandLine(program),
            Model = "fake/fake-model",
            Permissions = permissions,
            Options = new Dictionary<string, string> { ["config"] = OpenCodeSetup.Config(rig.Model.Address).ToJsonString() },
            Environment = new Dictionary<string, string> { ["OPENCODE_DISABLE_DEFAULT_PLUGINS"] = "1" },
        };
        return rig;
    }

    [Fact]
    public async Task Shell_IsNotGivenThePasswordOfTheServer()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("look", FakeModel.Script.Empty.Shell("printf '%s' \"[$OPENCODE_SERVER_PASSWORD]\" > password.txt").Say("Looked."));

        await rig.LaunchAsync("Begin. [[script:look]]");

        await rig.ExpectAsync<TurnEnded>();
        Assert.Equal("[]", await File.ReadAllTextAsync(Path.Combine(rig.Workspace, "password.txt"), TestContext.Current.CancellationToken));
    }
}
