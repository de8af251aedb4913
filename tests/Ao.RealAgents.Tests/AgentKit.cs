using Ao.Configuration;
using Ao.FakeModel;
using Ao.TestSupport;

namespace Ao.RealAgents;

/// <summary>A real agent as a project configures it, so that it talks to a scripted model.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Agent">The agent's name in its slot.</param>
/// <param name="HasScreen">Whether it can be run in a terminal.</param>
/// <param name="Usage">How much of what it uses it tells.</param>
/// <param name="Options">Gives the project's settings, by the model and a folder for files that they name.</param>
internal sealed record AgentKit(string Name, string Agent, bool HasScreen, ToldUsage Usage, Func<FakeModelServer, TempFolder, AgentOptions> Options)
{
    public static IReadOnlyList<AgentKit> All { get; } =
    [
        new("claude-code", "claude-code", HasScreen: true, ToldUsage.All, static (model, _) => new AgentOptions
        {
            Command = [RealAgents.ClaudeCode],
            Environment = { ["ANTHROPIC_BASE_URL"] = model.Address, ["ANTHROPIC_API_KEY"] = "key-of-the-test" },
        }),
        new("codex", "codex", HasScreen: true, ToldUsage.AllButKilledRequests, static (model, _) => new AgentOptions
        {
            Command = [RealAgents.Codex],
            Model = "fake-model",
            Environment = { ["FAKE_KEY"] = "key-of-the-test" },
            Options = { ["baseUrl"] = $"{model.Address}/v1", ["keyVariable"] = "FAKE_KEY" },
        }),
        new("opencode", "opencode", HasScreen: true, ToldUsage.AllButKilledRequests, static (model, _) => new AgentOptions
        {
            Command = [RealAgents.OpenCode],
            Model = "fake/fake-model",
            Options = { ["config"] = OpenCodeSetup.Config(model.Address).ToJsonString() },
            Environment = { ["OPENCODE_DISABLE_DEFAULT_PLUGINS"] = "1" },
        }),
        new("acp-opencode", "acp", HasScreen: false, ToldUsage.LastRequests, static (model, folder) => new AgentOptions
        {
            Command = [RealAgents.OpenCode, "acp"],
            Environment =
            {
                ["OPENCODE_CONFIG"] = Write(folder, "opencode.json", OpenCodeSetup.Config(model.Address).ToJsonString()),
                ["OPENCODE_PERMISSION"] = """{"bash":"ask"}""",
                ["OPENCODE_DISABLE_AUTOUPDATE"] = "1",
                ["OPENCODE_DISABLE_DEFAULT_PLUGINS"] = "1",
                ["OPENCODE_DISABLE_LSP_DOWNLOAD"] = "1",
                ["OPENCODE_DISABLE_MODELS_FETCH"] = "1",
                ["npm_config_fetch_retries"] = "0",
            },
        }),
        new("acp-claude", "acp", HasScreen: false, ToldUsage.AllButKilledTurns, static (model, _) => new AgentOptions
        {
            Command = [RealAgents.ClaudeAgentAcp],
            Options = { ["provider"] = "anthropic", ["mode"] = "default" },
            Environment =
            {
                ["CLAUDE_CODE_EXECUTABLE"] = RealAgents.ClaudeCode,
                ["ANTHROPIC_BASE_URL"] = model.Address,
                ["ANTHROPIC_API_KEY"] = "none",
                ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
                ["CLAUDE_CODE_MAX_RETRIES"] = "1",
                ["ENABLE_TOOL_SEARCH"] = "false",
                ["IS_SANDBOX"] = "1",
            },
        }),
    ];

    public static AgentKit Of(string name) => All.Single(kit => kit.Name == name);

    private static string Write(TempFolder folder, string name, string text)
    {
        var path = folder.Combine(name);
        File.WriteAllText(path, text);
        return path;
    }
}
