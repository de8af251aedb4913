using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.Codex;
using CliWrap;
using CliWrap.Buffered;

namespace Ao.RealAgents;

/// <summary>Starts rigs with Codex that talks to the rig's model.</summary>
internal static class CodexRig
{
    public static async Task<AgentRig> StartAsync(AgentMode mode, PermissionMode permissions)
    {
        var program = RealAgents.Codex;
        var rig = await AgentRig.StartAsync<CodexPlugin>("codex", mode);
        rig.Settings = new AgentSettings
        {
            Command = new CommandLine(program),
            Model = "fake-model",
            Permissions = permissions,
            Environment = new Dictionary<string, string> { ["FAKE_KEY"] = "key-of-the-test" },
            Options = new Dictionary<string, string> { ["baseUrl"] = $"{rig.Model.Address}/v1", ["keyVariable"] = "FAKE_KEY" },
        };
        return rig;
    }

    /// <summary>Puts a repository of its own in the place of the rig's worktree.</summary>
    public static async Task MakeOwnRepositoryAsync(AgentRig rig)
    {
        Directory.Delete(rig.Workspace, recursive: true);
        var main = Path.Combine(Path.GetDirectoryName(rig.Workspace)!, "main");
        await Cli.Wrap("git").WithArguments(["clone", "-q", main, rig.Workspace]).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        await rig.GitAsync("config", "user.name", "Agent");
        await rig.GitAsync("config", "user.email", "agent@example.com");
    }
}
