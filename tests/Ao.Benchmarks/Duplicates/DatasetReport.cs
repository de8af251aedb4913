using Ao.Duplicates;

namespace Ao.Benchmarks.Duplicates;

/// <summary>A report of a data set.</summary>
/// <param name="Document">The report.</param>
/// <param name="Group">The id of the earliest report of the same problem: its own, where it is no labelled duplicate.</param>
/// <param name="IsDuplicate">Whether it is labelled a duplicate of an earlier report of the data set.</param>
/// <param name="IsUnknown">Whether it is a duplicate of something that the data set does not have.</param>
internal sealed record DatasetReport(ReportDocument Document, string Group, bool IsDuplicate, bool IsUnknown)
{
    /// <summary>Gets whether it is an ordinary report, which should not be linked.</summary>
    public bool IsOrdinary => !IsDuplicate && !IsUnknown;
}
