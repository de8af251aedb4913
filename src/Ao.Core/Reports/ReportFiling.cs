using Ao.Consents;

namespace Ao.Reports;

/// <summary>A report to file on behalf of a person or of the embedding host.</summary>
public sealed record ReportFiling
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the report.</summary>
    public required Report Report { get; init; }

    /// <summary>Gets who files it.</summary>
    public required Operator By { get; init; }

    /// <summary>Gets the files that go along with it.</summary>
    public IReadOnlyList<OfferedAttachment> Attachments { get; init; } = [];

    /// <summary>Gets the key of the intent: a second filing with the same key is the same report.</summary>
    /// <value>The default is <see langword="null"/>: each filing is a report of its own.</value>
    public OperationKey? Key { get; init; }
}
