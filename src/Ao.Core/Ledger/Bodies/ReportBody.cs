namespace Ao.Ledger.Bodies;

/// <summary>A problem that a fork met, and what became of it.</summary>
internal sealed record ReportBody
{
    /// <summary>Gets the subject: the id of the report in its fork. A later record with it takes the place of this one.</summary>
    public string? Key { get; init; }

    /// <summary>Gets whether it is a <c>bug</c> or an <c>improvement</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Gets one line that says it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what there is to say.</summary>
    public string? Body { get; init; }

    /// <summary>Gets the component that it is about.</summary>
    public string? Component { get; init; }

    /// <summary>Gets how bad it is.</summary>
    public string? Severity { get; init; }

    /// <summary>Gets what became of it, such as <c>open</c> or <c>resolved</c>.</summary>
    public string? State { get; init; }

    /// <summary>Gets when it was met.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the revision that resolved it.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>Gets the words of it, hashed, where the text itself is not published.</summary>
    public SketchBody? Sketch { get; init; }
}
