using System.Text.Json.Nodes;

namespace Ao.RealAgents;

/// <summary>What a person writes into OpenCode's configuration to use a provider of their own.</summary>
internal static class OpenCodeSetup
{
    public static JsonObject Config(string address) => new()
    {
        ["model"] = "fake/fake-model",
        ["small_model"] = "fake/fake-model",
        ["enabled_providers"] = new JsonArray("fake"),
        ["provider"] = new JsonObject
        {
            ["fake"] = new JsonObject
            {
                ["npm"] = "@ai-sdk/openai-compatible",
                ["name"] = "Fake",
                ["options"] = new JsonObject { ["baseURL"] = $"{address}/v1", ["apiKey"] = "none" },
                ["models"] = new JsonObject
                {
                    ["fake-model"] = new JsonObject { ["name"] = "Fake model", ["limit"] = new JsonObject { ["context"] = 200_000, ["output"] = 8192 } },
                },
            },
        },
    };
}
