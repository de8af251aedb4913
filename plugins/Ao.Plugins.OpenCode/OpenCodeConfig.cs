using System.Buffers;
using System.Text;
using System.Text.Json;
using Ao.Agents;

namespace Ao.Plugins.OpenCode;

/// <summary>Writes the configuration that OpenCode reads on top of the user's own.</summary>
internal static class OpenCodeConfig
{
    private static readonly string[] s_reading = ["read", "list", "glob", "grep", "todoread", "todowrite", "skill", "lsp"];

    public static string Write(AgentLaunchRequest request, string eventsFile)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("autoupdate", false);
            json.WriteString("share", "disabled");
            json.WriteBoolean("snapshot", false);
            if (request.Settings.Model is { } model)
            {
                json.WriteString("model", model);
            }

            WriteList(json, "plugin", new Uri(eventsFile).AbsoluteUri);
            if (request.SystemPromptFile is { } rules)
            {
                WriteList(json, "instructions", rules);
            }

            WriteTools(json, request.Tools);
            json.WriteStartObject("permission");
            WritePermissions(json, request.Settings.Permissions, request.Role);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the permissions alone, for the variable that a repository's own configuration does not overrule.</summary>
    public static string Permissions(PermissionMode mode, SessionRole role)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WritePermissions(json, mode, role);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The last rule that fits counts, so the general one comes first.</summary>
    private static void WritePermissions(Utf8JsonWriter json, PermissionMode mode, SessionRole role)
    {
        if (mode == PermissionMode.Permissionless)
        {
            json.WriteString("*", "allow");
        }
        else if (mode is PermissionMode.AutoEdit or PermissionMode.Suggest)
        {
            json.WriteString("*", "ask");
            foreach (var tool in s_reading)
            {
                json.WriteString(tool, "allow");
            }

            if (role != SessionRole.Reviewer)
            {
                json.WriteString("edit", mode == PermissionMode.AutoEdit ? "allow" : "ask");
            }
        }

        json.WriteString($"{AgentToolServer.Name}_*", "allow");

        // The host has a tool of its own to ask a person; this one is answered nowhere but on the screen.
        json.WriteString("question", "deny");
        if (role == SessionRole.Reviewer)
        {
            json.WriteString("edit", "deny");
        }
    }

    private static void WriteTools(Utf8JsonWriter json, AgentToolServer? tools)
    {
        if (tools is null)
        {
            return;
        }

        json.WriteStartObject("mcp");
        json.WriteStartObject(AgentToolServer.Name);
        json.WriteString("type", "remote");
        json.WriteString("url", tools.Address.AbsoluteUri);
        json.WriteBoolean("enabled", true);
        json.WriteBoolean("oauth", false);
        json.WriteStartObject("headers");
        json.WriteString("Authorization", $"Bearer {tools.Token}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
