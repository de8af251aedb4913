using Ao.Reports;

namespace Ao.Sessions;

/// <summary>A report that a session filed, and where it went.</summary>
public sealed record FiledReport
{
    /// <summary>Gets the operation that submits it.</summary>
    public required OperationKey Operation { get; init; }

    /// <summary>Gets the report.</summary>
    public required Report Report { get; init; }

    /// <summary>Gets when it was filed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets where it went, once it did.</summary>
    public ReportReceipt? Receipt { get; init; }

    /// <summary>Gets why it could not be submitted; it is kept in the journal all the same.</summary>
    public string? Problem { get; init; }
}
