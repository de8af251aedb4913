using System.Text.Json;
using Ao.Lines;

namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>What a webhook is about. It is a hint and no more: what it says of states is read anew.</summary>
/// <param name="Path">The project's path.</param>
/// <param name="MergeRequest">The merge request, or <see langword="null"/> where it may be any.</param>
/// <param name="Issue">The issue.</param>
/// <param name="IsAboutIssues">Whether it is about issues and not about merge requests.</param>
internal sealed record WebhookEvent(string Path, int? MergeRequest, int? Issue, bool IsAboutIssues)
{
    private const int MaxDepth = 64;

    /// <summary>Reads a body.</summary>
    /// <returns>The event; <see langword="null"/> where it is about nothing that is watched.</returns>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public static WebhookEvent? Read(ReadOnlyMemory<byte> body) => JsonText.Parse(body, Read, new JsonDocumentOptions { MaxDepth = MaxDepth });

    private static WebhookEvent? Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            throw new JsonException("It is no object.");
        }

        if (Text(Field(root, "project"), "path_with_namespace") is not { } path || !ProjectPath.IsOne(path))
        {
            return null;
        }

        return Text(root, "object_kind") switch
        {
            "merge_request" => new WebhookEvent(path, Number(Field(root, "object_attributes"), "iid"), null, false),
            "note" => Note(root, path),
            "pipeline" => new WebhookEvent(path, Number(Field(root, "merge_request"), "iid"), null, false),
            "build" or "push" or "tag_push" => new WebhookEvent(path, null, null, false),
            "issue" or "work_item" => new WebhookEvent(path, null, Number(Field(root, "object_attributes"), "iid"), true),
            _ => null,
        };
    }

    private static WebhookEvent? Note(JsonElement root, string path) =>
        Number(Field(root, "merge_request"), "iid") is { } request ? new WebhookEvent(path, request, null, false)
        : Number(Field(root, "issue"), "iid") is { } issue ? new WebhookEvent(path, null, issue, true)
        : null;

    private static JsonElement? Field(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var field) ? field : null;

    private static string? Text(JsonElement? element, string name) => Field(element, name) is { ValueKind: JsonValueKind.String } field ? field.GetString() : null;

    private static int? Number(JsonElement? element, string name) =>
        Field(element, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt32(out var number) && number > 0 ? number : null;
}
