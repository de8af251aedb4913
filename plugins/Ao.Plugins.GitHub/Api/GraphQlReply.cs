using System.Globalization;
using System.Text.Json;
using Ao.Lines;

namespace Ao.Plugins.GitHub.Api;

/// <summary>The answer to a GraphQL query: data and errors, one, the other or both.</summary>
internal sealed record GraphQlReply(JsonElement? Data, IReadOnlyList<GitHubError> Errors, RateLimit? RateLimit)
{
    private const int MaxErrors = 200;

    /// <exception cref="JsonException">It is no such answer.</exception>
    public static GraphQlReply Read(Answer answer)
    {
        var token = answer.Call.Token;
        return JsonText.Parse(answer.Body, root => Read(root, token));
    }

    private static GraphQlReply Read(JsonElement root, string? token)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The answer is no object.");
        }

        var data = root.TryGetProperty("data", out var found) && found.ValueKind == JsonValueKind.Object ? found.Clone() : (JsonElement?)null;
        var errors = root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Take(MaxErrors).Select(error => ErrorOf(error, token)).ToList() : [];
        if (data is null && errors.Count == 0)
        {
            throw new JsonException("The answer holds neither data nor errors.");
        }

        return new GraphQlReply(data, errors, data is { } some && some.TryGetProperty("rateLimit", out var limit) ? LimitOf(limit) : null);
    }

    private static GitHubError ErrorOf(JsonElement error, string? token)
    {
        var code = ErrorBody.Text(error, "type", token) ?? (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("extensions", out var extensions) ? ErrorBody.Text(extensions, "code", token) : null);
        var path = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("path", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? string.Join('.', parts.EnumerateArray().Take(20).Select(part => Printable.Quote(ErrorBody.Without(part.ToString(), token))))
            : null;
        return new GitHubError(code, ErrorBody.Text(error, "message", token), path);
    }

    private static RateLimit? LimitOf(JsonElement limit) =>
        limit.ValueKind == JsonValueKind.Object && Number(limit, "limit") is { } most && Number(limit, "remaining") is { } remaining
            && limit.TryGetProperty("resetAt", out var reset) && reset.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(reset.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new RateLimit(most, remaining, at)
            : null;

    private static int? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
