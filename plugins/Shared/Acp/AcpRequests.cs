using System.Text.Json;

namespace Ao.Acp;

/// <summary>Writes the parameters of the requests.</summary>
internal static class AcpRequests
{
    public static void Initialize(Utf8JsonWriter json)
    {
        json.WriteNumber("protocolVersion", 1);
        json.WriteStartObject("clientCapabilities");
        json.WriteStartObject("fs");
        json.WriteBoolean("readTextFile", false);
        json.WriteBoolean("writeTextFile", false);
        json.WriteEndObject();
        json.WriteBoolean("terminal", false);
        json.WriteEndObject();
        json.WriteStartObject("clientInfo");
        json.WriteString("name", "ao");
        json.WriteString("title", "Ao");
        json.WriteString("version", typeof(AcpRequests).Assembly.GetName().Version?.ToString(3) ?? "0");
        json.WriteEndObject();
    }

    /// <summary>Says where to work and with which tools.</summary>
    public static void Session(Utf8JsonWriter json, AcpRun run, string folder, string? conversation, bool speaksHttp)
    {
        if (conversation is not null)
        {
            json.WriteString("sessionId", conversation);
        }

        json.WriteString("cwd", folder);
        json.WriteStartArray("mcpServers");
        if (run.ToolsAddress is { } address)
        {
            json.WriteStartObject();
            json.WriteString("name", Agents.AgentToolServer.Name);
            if (speaksHttp)
            {
                json.WriteString("type", "http");
                json.WriteString("url", address);
                WritePairs(json, "headers", ("Authorization", $"Bearer {run.ToolsToken}"));
            }
            else
            {
                json.WriteString("command", run.Bridge[0]);
                json.WriteStartArray("args");
                foreach (var argument in run.Bridge.Skip(1))
                {
                    json.WriteStringValue(argument);
                }

                json.WriteEndArray();
                WritePairs(json, "env", (Agents.AgentToolServer.AddressVariable, address), (Agents.AgentToolServer.TokenVariable, run.ToolsToken!));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Prompt(Utf8JsonWriter json, string conversation, params IEnumerable<string?> texts)
    {
        json.WriteString("sessionId", conversation);
        json.WriteStartArray("prompt");
        foreach (var text in texts.Where(static text => text is { Length: > 0 }))
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Answers a question by an option; without one it is cancelled.</summary>
    public static void Answer(Utf8JsonWriter json, string? option)
    {
        json.WriteStartObject();
        json.WriteStartObject("outcome");
        json.WriteString("outcome", option is null ? "cancelled" : "selected");
        if (option is not null)
        {
            json.WriteString("optionId", option);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        json.WriteStartArray(name);
        foreach (var pair in pairs)
        {
            json.WriteStartObject();
            json.WriteString("name", pair.Name);
            json.WriteString("value", pair.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
