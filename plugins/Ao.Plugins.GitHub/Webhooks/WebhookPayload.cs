using System.Text.Json;
using Ao.Lines;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Looks;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>What a webhook tells: where something has changed, and what may be different. The contents are not believed: they may be late, and are read anew.</summary>
/// <param name="Repository">The repository, where it is about one.</param>
/// <param name="Change">What to look at again; <see langword="null"/> where no pull request is concerned.</param>
/// <param name="Issue">The number of the issue that has changed, where one has.</param>
internal sealed record WebhookPayload(RepositoryName? Repository, LookChange? Change, int? Issue)
{
    private const int MaxNumbers = 100;
    private const string Heads = "refs/heads/";

    /// <summary>Reads a payload.</summary>
    /// <exception cref="JsonException">It is no JSON object, or holds what is no text.</exception>
    public static WebhookPayload Read(string eventName, ReadOnlyMemory<byte> body) => JsonText.Parse(body, root => Read(eventName, root));

    private static WebhookPayload Read(string eventName, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A payload is a JSON object.");
        }

        var repository = RepositoryName.TryParse(Text(Part(root, "repository"), "full_name"), out var name) ? name : null;
        return new WebhookPayload(repository, ChangeOf(eventName, root), eventName is "issues" or "issue_comment" ? Number(Part(root, "issue"), "number") : null);
    }

    private static LookChange? ChangeOf(string eventName, JsonElement root) => eventName switch
    {
        "pull_request" => Of(PartsOf(Text(root, "action")), Part(root, "pull_request")),
        "pull_request_review" or "pull_request_review_comment" or "pull_request_review_thread" => Of(LookParts.Standing | LookParts.Talk, Part(root, "pull_request")),
        "issue_comment" => Part(Part(root, "issue"), "pull_request") is { ValueKind: JsonValueKind.Object } ? Of(LookParts.Standing | LookParts.Talk, Part(root, "issue")) : null,
        "check_run" => OfChecks(Part(root, "check_run")),
        "check_suite" => OfChecks(Part(root, "check_suite")),
        "workflow_run" => OfChecks(Part(root, "workflow_run")),
        "status" => Text(root, "sha") is { } sha ? new LookChange { Parts = LookParts.Standing | LookParts.Checks, Head = sha } : null,
        // Where the base moves, others can be merged no more, or again.
        "push" => Text(root, "ref") is { } reference && reference.StartsWith(Heads, StringComparison.Ordinal) ? new LookChange { Parts = LookParts.Standing, Branch = reference[Heads.Length..] } : null,
        "merge_group" => new LookChange { Parts = LookParts.Standing | LookParts.Checks, IsOfQueue = true },
        _ => null,
    };

    private static LookParts PartsOf(string? action) => action switch
    {
        "opened" or "reopened" or "synchronize" => LookParts.All,
        "edited" or "closed" => LookParts.Standing | LookParts.Talk,
        _ => LookParts.Standing,
    };

    private static LookChange? Of(LookParts parts, JsonElement? about) => Number(about, "number") is { } number ? new LookChange { Parts = parts, Numbers = new HashSet<int> { number } } : null;

    private static LookChange OfChecks(JsonElement? about) => new()
    {
        Parts = LookParts.Standing | LookParts.Checks,
        Head = Text(about, "head_sha"),
        Numbers = Part(about, "pull_requests") is { ValueKind: JsonValueKind.Array } pulls ? pulls.EnumerateArray().Take(MaxNumbers).Select(static pull => Number(pull, "number")).OfType<int>().ToHashSet() : new HashSet<int>(),
    };

    private static JsonElement? Part(JsonElement? element, string name) => element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var part) ? part : null;

    private static string? Text(JsonElement? element, string name) => Part(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(JsonElement? element, string name) => Part(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value > 0 ? value : null;
}
