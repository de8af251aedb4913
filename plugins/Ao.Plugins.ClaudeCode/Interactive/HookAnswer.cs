using System.Text.Json.Nodes;
using Ao.Plugins.ClaudeCode.Launch;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>The answers that hooks wait for.</summary>
internal static class HookAnswer
{
    /// <summary>Tells whether a question was answered.</summary>
    public static bool IsGiven(RunFiles files, string question) => Folder(files, question) is { } folder && File.Exists(Path.Combine(folder, "answer"));

    /// <summary>Answers a question. One that is not there, or was answered, stays as it is.</summary>
    public static Task GiveAsync(RunFiles files, string question, bool isAllowed, string? reason, CancellationToken cancellationToken)
    {
        var decision = new JsonObject { ["behavior"] = isAllowed ? "allow" : "deny" };
        if (!isAllowed)
        {
            decision["message"] = reason ?? "The person who was asked has refused.";
        }

        return WriteAsync(files, question, new JsonObject { ["hookSpecificOutput"] = new JsonObject { ["hookEventName"] = "PermissionRequest", ["decision"] = decision } }, cancellationToken);
    }

    /// <summary>Lets go of a hook whose question was settled otherwise.</summary>
    public static Task ReleaseAsync(RunFiles files, string question, CancellationToken cancellationToken) => WriteAsync(files, question, [], cancellationToken);

    private static async Task WriteAsync(RunFiles files, string question, JsonObject answer, CancellationToken cancellationToken)
    {
        if (Folder(files, question) is { } folder && !File.Exists(Path.Combine(folder, "answer")))
        {
            await StateFile.WriteAsync(Path.Combine(folder, "answer"), answer.ToJsonString(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the folder of a question that was asked. The id is from outside and becomes a part of a path.</summary>
    private static string? Folder(RunFiles files, string question) =>
        question.Length > 0 && question.All(char.IsAsciiLetterOrDigit) && Path.Combine(files.Questions, question) is var folder && Directory.Exists(folder) ? folder : null;
}
