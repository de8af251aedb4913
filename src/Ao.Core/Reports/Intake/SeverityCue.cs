namespace Ao.Reports;

/// <summary>Words in a report that say how much it weighs.</summary>
/// <param name="Name">What they stand for, for people.</param>
/// <param name="Severity">What follows from them.</param>
/// <param name="Phrases">The words, in small letters; one that ends with '*' stands for all that begin so.</param>
internal sealed record SeverityCue(string Name, ReportSeverity Severity, params IReadOnlyList<string> Phrases);
