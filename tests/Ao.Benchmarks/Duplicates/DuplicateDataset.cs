using System.Globalization;
using System.Text.Json;
using Ao.Duplicates;
using Ao.Reports;

namespace Ao.Benchmarks.Duplicates;

/// <summary>Reads labelled reports: a JSON object a line, with <c>id, created, type, component, version, source, title, description, dup_id, dup_unknown</c>.</summary>
internal static class DuplicateDataset
{
    /// <summary>Gives the reports of a file in the order of their dates.</summary>
    /// <exception cref="InvalidDataException">The file is not there or cannot be read, or a line is not as it should be.</exception>
    public static List<DatasetReport> Read(string path)
    {
        var reports = new List<DatasetReport>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                var report = ReadLine(line);
                if (!ids.Add(report.Document.Id))
                {
                    throw new InvalidDataException("the id occurs twice");
                }

                reports.Add(report);
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or InvalidDataException)
        {
            var reason = exception is JsonException ? "it is no JSON object" : exception.Message.TrimEnd('.');
            throw new InvalidDataException($"Line {number} of the data set '{path}' is not a report: {reason}. Each line is an object with id, created, type, component, version, source, title, description, dup_id and dup_unknown.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The data set '{path}' cannot be read: {exception.Message}", exception);
        }

        return reports.Count > 1
            ? [.. reports.OrderBy(static report => report.Document.Created)]
            : throw new InvalidDataException($"The data set '{path}' has {reports.Count} reports: nothing can be found among them.");
    }

    private static DatasetReport ReadLine(string line)
    {
        using var json = JsonDocument.Parse(line);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("it is no JSON object");
        }

        var document = new ReportDocument
        {
            Id = Text(json, "id", required: true),
            Created = Date(Text(json, "created", required: true)),
            Type = Text(json, "type", required: true) switch
            {
                "bug_report" => ReportType.BugReport,
                "improvement_suggestion" => ReportType.ImprovementSuggestion,
                var other => throw new InvalidDataException($"the type '{other}' is neither bug_report nor improvement_suggestion"),
            },
            Component = Text(json, "component"),
            Version = Text(json, "version"),
            Session = Text(json, "source") is { Length: > 0 } source ? source : null,
            Title = Text(json, "title"),
            Body = Text(json, "description"),
        };
        var group = Text(json, "dup_id");
        return new DatasetReport(document, group.Length > 0 ? group : document.Id, group.Length > 0, IsTrue(json, "dup_unknown"));
    }

    private static DateTimeOffset Date(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : throw new InvalidDataException("created is no date");

    private static string Text(JsonDocument json, string name, bool required = false)
    {
        if (!json.RootElement.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return required ? throw new InvalidDataException($"{name} is missing") : "";
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new InvalidDataException($"{name} is no text");
        return required && text.Length == 0 ? throw new InvalidDataException($"{name} is empty") : text;
    }

    private static bool IsTrue(JsonDocument json, string name) => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => value.GetString() is not ("" or "0"),
        _ => false,
    };
}
