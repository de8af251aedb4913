using Ao.Reports;

namespace Ao.Plugins.LocalFiles;

/// <summary>What the file of a report holds.</summary>
internal sealed record ReportFile
{
    public required int Format { get; init; }

    /// <summary>The report's id, which is also its issue's.</summary>
    public required string Id { get; init; }

    public required OperationKey Operation { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    public required Report Report { get; init; }
}
