namespace Ao.Duplicates;

/// <summary>That a report has a term.</summary>
/// <param name="Report">The report's place in the index.</param>
/// <param name="Impact">How much it is about the term.</param>
internal readonly record struct Posting(int Report, float Impact);
