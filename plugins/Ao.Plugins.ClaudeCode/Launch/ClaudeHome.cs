using System.Text.Json;
using System.Text.Json.Nodes;
using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>The home that Claude Code sees in a session: prepared so that it asks nothing at its start, and with the user's sign-in.</summary>
internal sealed class ClaudeHome(string folder)
{
    private const int ShownOfKey = 20;

    private string Configuration => Path.Combine(folder, ".claude");

    /// <summary>Prepares the home. What Claude Code has written there itself stays.</summary>
    public async Task PrepareAsync(AgentLaunchRequest request, CancellationToken cancellationToken)
    {
        await ChangeAsync(Path.Combine(folder, ".claude.json"), state => SettleDialogs(state, request), cancellationToken).ConfigureAwait(false);
        await ChangeAsync(Path.Combine(Configuration, "settings.json"), static settings => settings["skipDangerousModePermissionPrompt"] = true, cancellationToken).ConfigureAwait(false);
        LinkSignIn();
    }

    /// <summary>Finds the transcript of a conversation.</summary>
    public string? FindTranscript(string conversation)
    {
        var projects = Path.Combine(Configuration, "projects");
        return IsFileName(conversation) && Directory.Exists(projects)
            ? Directory.EnumerateDirectories(projects).Select(project => Path.Combine(project, $"{conversation}.jsonl")).FirstOrDefault(File.Exists)
            : null;
    }

    /// <summary>Gets the user's sign-in with a plan, where the tool keeps one in a file.</summary>
    public static string UserSignIn => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".claude", ".credentials.json");

    private static bool IsFileName(string conversation) => conversation.Length is > 0 and <= 100 && conversation.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    private static void SettleDialogs(JsonObject state, AgentLaunchRequest request)
    {
        state["hasCompletedOnboarding"] = true;
        state["theme"] ??= "dark";
        if (ClaudeEnvironment.Find(request.Settings, "ANTHROPIC_API_KEY") is { } key)
        {
            // The tool remembers the end of each key that it was told to use.
            var end = key[Math.Max(0, key.Length - ShownOfKey)..];
            var responses = Child(state, "customApiKeyResponses");
            var approved = responses["approved"] as JsonArray ?? [];
            if (approved.Parent is null)
            {
                responses["approved"] = approved;
            }

            if (!approved.Any(known => known is JsonValue value && value.TryGetValue<string>(out var text) && text == end))
            {
                approved.Add((JsonNode)end);
            }
        }

        // A worktree is trusted where its main checkout is, and a copy for itself.
        foreach (var place in new[] { request.Workspace.Source.Location, request.Workspace.Path }.Where(Path.IsPathRooted))
        {
            Child(Child(state, "projects"), Path.TrimEndingDirectorySeparator(place))["hasTrustDialogAccepted"] = true;
        }
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    private static async Task ChangeAsync(string file, Action<JsonObject> change, CancellationToken cancellationToken)
    {
        var content = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false) : "{}";
        var before = Parse(content);
        var after = (JsonObject)before.DeepClone();
        change(after);
        if (!JsonNode.DeepEquals(before, after) || !File.Exists(file))
        {
            await StateFile.WriteAsync(file, after.ToJsonString(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonObject Parse(string content)
    {
        try
        {
            return JsonNode.Parse(content) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // A crash left half of it. The tool would begin anew as well.
            return [];
        }
    }

    private void LinkSignIn()
    {
        // Linked and not copied: the tool renews it, and a copy would be left behind with a dead one.
        var link = Path.Combine(Configuration, ".credentials.json");
        if (File.Exists(UserSignIn) && !Path.Exists(link) && Path.GetFullPath(UserSignIn) != Path.GetFullPath(link))
        {
            Directory.CreateDirectory(Configuration);
            File.CreateSymbolicLink(link, UserSignIn);
        }
    }
}
