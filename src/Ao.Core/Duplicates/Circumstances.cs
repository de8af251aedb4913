namespace Ao.Duplicates;

/// <summary>What the first look at a candidate needs beside its terms, kept in a row for all reports, so that the look is a pass over memory.</summary>
/// <param name="Components">The components as bits: reports that share one share a bit.</param>
/// <param name="Days">When it was filed, in days.</param>
/// <param name="Type">The kind.</param>
internal readonly record struct Circumstances(ulong Components, float Days, Reports.ReportType Type)
{
    /// <summary>Gives those of a report.</summary>
    public static Circumstances Of(AnalysedReport report) => new(
        report.Components.Aggregate(0UL, static (bits, name) => bits | 1UL << (int)(Hashing.Of(name) & 63)),
        (float)(report.Created - DateTimeOffset.UnixEpoch).TotalDays,
        report.Type);
}
