using System.Text.Json;

namespace Ao.Plugins.Linear;

/// <summary>Which issues to list.</summary>
/// <param name="TeamId">The team.</param>
internal sealed record IssueSearch(string TeamId)
{
    public bool IncludeClosed { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets the words that title or text must hold, each of them.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Gets the moment behind which they changed; with one they are ordered by their changes.</summary>
    public DateTimeOffset? ChangedAfter { get; init; }

    /// <summary>Writes the variables of <see cref="Documents.Issues"/>.</summary>
    public void Write(Utf8JsonWriter variables, string? after)
    {
        variables.WriteString("orderBy", ChangedAfter is null ? "createdAt" : "updatedAt");
        if (after is not null)
        {
            variables.WriteString("after", after);
        }

        variables.WriteStartObject("filter");
        Compare(variables, "team", "id", "eq", writer => writer.WriteStringValue(TeamId));
        if (!IncludeClosed)
        {
            Compare(variables, "state", "type", "nin", static writer =>
            {
                writer.WriteStartArray();
                writer.WriteStringValue("completed");
                writer.WriteStringValue("canceled");
                writer.WriteEndArray();
            });
        }

        if (ChangedAfter is { } moment)
        {
            variables.WriteStartObject("updatedAt");
            variables.WriteString("gt", IssueMapping.ToCursor(moment));
            variables.WriteEndObject();
        }

        variables.WriteStartArray("and");
        foreach (var label in Labels)
        {
            variables.WriteStartObject();
            variables.WriteStartObject("labels");
            Compare(variables, "some", "name", "eqIgnoreCase", writer => writer.WriteStringValue(label));
            variables.WriteEndObject();
            variables.WriteEndObject();
        }

        foreach (var word in Words)
        {
            variables.WriteStartObject();
            variables.WriteStartArray("or");
            foreach (var field in (ReadOnlySpan<string>)["title", "description"])
            {
                variables.WriteStartObject();
                variables.WriteStartObject(field);
                variables.WriteString("containsIgnoreCase", word);
                variables.WriteEndObject();
                variables.WriteEndObject();
            }

            variables.WriteEndArray();
            variables.WriteEndObject();
        }

        variables.WriteEndArray();
        variables.WriteEndObject();
    }

    private static void Compare(Utf8JsonWriter variables, string outer, string inner, string comparison, Action<Utf8JsonWriter> value)
    {
        variables.WriteStartObject(outer);
        variables.WriteStartObject(inner);
        variables.WritePropertyName(comparison);
        value(variables);
        variables.WriteEndObject();
        variables.WriteEndObject();
    }
}
