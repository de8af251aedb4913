using Ao.Reports;

namespace Ao.Duplicates;

/// <summary>What a report says, as the search for duplicates sees it.</summary>
/// <remarks>All texts may be hostile: they are read up to a bounded length and are never interpreted.</remarks>
public sealed record ReportDocument
{
    /// <summary>Gets the report's id, unique among the reports of an index.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the kind.</summary>
    public required ReportType Type { get; init; }

    /// <summary>Gets the part of the project that it is about; several are separated by commas or semicolons.</summary>
    public string? Component { get; init; }

    /// <summary>Gets the version that it was seen in.</summary>
    public string? Version { get; init; }

    /// <summary>Gets who filed it, or <see langword="null"/> for an operator.</summary>
    public string? Session { get; init; }

    /// <summary>Gets when it was filed.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Gets the title.</summary>
    public required string Title { get; init; }

    /// <summary>Gets everything else that it says: body, evidence, reproduction and suggested fix, joined by line ends.</summary>
    public string Body { get; init; } = "";
}
