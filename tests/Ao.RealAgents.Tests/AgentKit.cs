using Ao.Configuration;
using Ao.FakeModel;

namespace Ao.RealAgents;

/// <summary>A real agent as a project configures it, so that it talks to a scripted model.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Agent">The agent's name in its slot.</param>
/// <param name="HasScreen">Whether it can be run in a terminal.</param>
/// <param name="Options">Gives the project's settings.</param>
internal sealed record AgentKit(string Name, string Agent, bool HasScreen, Func<FakeModelServer, AgentOptions> Options)
{
    public static IReadOnlyList<AgentKit> All { get; } =
    [
        new("claude-code", "claude-code", HasScreen: true, static model => new AgentOptions
        {
            Command = [RealAgents.ClaudeCode],
            Environment = { ["ANTHROPIC_BASE_URL"] = model.Address, ["ANTHROPIC_API_KEY"] = "key-of-the-test" },
        }),
        new("codex", "codex", HasScreen: true, static model => new AgentOptions
        {
            Command = [RealAgents.Codex],
            Model = "fake-model",
            Environment = { ["FAKE_KEY"] = "key-of-the-test" },
            Options = { ["baseUrl"] = $"{model.Address}/v1", ["keyVariable"] = "FAKE_KEY" },
        }),
        new("opencode", "opencode", HasScreen: true, static model => new AgentOptions
        {
            Command = [RealAgents.OpenCode],
            Options = { ["config"] = OpenCodeSetup.Config(model.Address).ToJsonString() },
        }),
    ];

    public static AgentKit Of(string name) => All.Single(kit => kit.Name == name);
}
