using System.Text.Json;

namespace Ao.Plugins.GitHub.Api;

/// <summary>What GitHub says when it refuses: bounded, and fit to be shown.</summary>
internal sealed record ErrorBody(string Message, IReadOnlyList<GitHubError> Errors)
{
    private const int MaxErrors = 20;
    private const int MaxText = 300;

    public static ErrorBody Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : new ErrorBody("", []);
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

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text
            ? Printable.Line(text.Length > MaxText ? text[..MaxText] + "…" : text)
            : null;

    private static ErrorBody Read(JsonElement root)
    {
        var errors = new List<GitHubError>();
        if (root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var error in list.EnumerateArray().Take(MaxErrors))
            {
                errors.Add(error.ValueKind == JsonValueKind.String
                    ? new GitHubError(null, Printable.Quote(error.GetString()), null)
                    : new GitHubError(Text(error, "code"), Text(error, "message"), Text(error, "field")));
            }
        }

        return new ErrorBody(Text(root, "message") ?? "", errors);
    }
}
