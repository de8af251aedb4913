using System.Text.Json;
using Ao.Lines;

namespace Ao.Plugins.GitHub.Api;

/// <summary>What GitHub says when it refuses: bounded, and fit to be shown.</summary>
internal sealed record ErrorBody(string Message, IReadOnlyList<GitHubError> Errors)
{
    private const int MaxErrors = 20;
    private const int MaxText = 300;

    /// <summary>Reads what a refusal says, without the token that it was called with even where the server repeats it.</summary>
    public static ErrorBody Read(Answer answer)
    {
        try
        {
            var token = answer.Call.Token;
            return JsonText.Parse(answer.Body, root => root.ValueKind == JsonValueKind.Object ? Read(root, token) : new ErrorBody("", []));
        }
        catch (JsonException)
        {
            // A page of something between; the status says enough.
            return new ErrorBody("", []);
        }
    }

    /// <summary>Gives all that it says in one line.</summary>
    public string InOneLine()
    {
        var parts = new[] { Message }.Concat(Errors.Select(static error => error.Message ?? $"{error.Field} {error.Code}".Trim())).Where(static part => part.Length > 0);
        var line = string.Join("; ", parts.Distinct(StringComparer.Ordinal));
        return line.Length > 2 * MaxText ? line[..(2 * MaxText)] + "…" : line;
    }

    /// <summary>Gives a text, bounded, without the token.</summary>
    public static string? Text(JsonElement element, string name, string? token) =>
        JsonText.TryPart(element, name) is { } value && JsonText.TryRead(value) is { } text ? Printable.Line(Cut(Without(text, token))) : null;

    /// <summary>Takes the token out before anything is cut off, which could leave a part of it.</summary>
    public static string Without(string text, string? token) => token is { Length: > 0 } ? text.Replace(token, "***", StringComparison.Ordinal) : text;

    private static string Cut(string text) => text.Length > MaxText ? text[..MaxText] + "…" : text;

    private static ErrorBody Read(JsonElement root, string? token)
    {
        var errors = new List<GitHubError>();
        if (root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var error in list.EnumerateArray().Take(MaxErrors))
            {
                errors.Add(error.ValueKind == JsonValueKind.String
                    ? new GitHubError(null, Printable.Quote(Without(JsonText.TryRead(error) ?? "", token)), null)
                    : new GitHubError(Text(error, "code", token), Text(error, "message", token), Text(error, "field", token)));
            }
        }

        return new ErrorBody(Text(root, "message", token) ?? "", errors);
    }
}
