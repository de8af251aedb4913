namespace Ao.Reports;

/// <summary>A structured report of a problem met or an improvement seen while working. All its texts come from outside.</summary>
public sealed record Report
{
    /// <summary>Gets the kind.</summary>
    public required ReportType Type { get; init; }

    /// <summary>Gets the title: one line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets how much it weighs, or <see langword="null"/> where the reporter did not say.</summary>
    public ReportSeverity? Severity { get; init; }

    /// <summary>Gets the part of the project that it is about.</summary>
    public string? Component { get; init; }

    /// <summary>Gets what was observed: output, traces, places.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Gets how sure the reporter is, from 0 to 1, or <see langword="null"/> where it did not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>Gets how to see it again.</summary>
    public string? Reproduction { get; init; }

    /// <summary>Gets what the reporter would do about it.</summary>
    public string? SuggestedFix { get; init; }

    /// <summary>Gets where the report shall go.</summary>
    /// <value>The default is <see langword="null"/>: as the project's policy says.</value>
    public ReportTarget? Target { get; init; }

    /// <summary>Gets the session that reported it, or <see langword="null"/> for an operator.</summary>
    public SessionId? SourceSession { get; init; }
}
