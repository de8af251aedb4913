using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>A report with its words counted. Its text is let go: whoever wants to read it has the record.</summary>
/// <param name="ForkId">The fork.</param>
/// <param name="Record">The record, of its report the title, the kind and the component.</param>
/// <param name="Component">The component's name in lower case, or nothing.</param>
/// <param name="Words">The words.</param>
internal sealed record CountedReport(string ForkId, ForkRecord Record, string Component, Terms Words)
{
    private const int MostWords = 400;
    private const int LongestTitle = 4 * Excerpts.Length;

    public static CountedReport Of(string forkId, ForkRecord record, WordBook book, TextPool pool)
    {
        var words = ReportWords.Count(record.Report).OrderByDescending(static word => word.Value).ThenBy(static word => word.Key, StringComparer.Ordinal).Take(MostWords).Select(static word => (Hash: WordHash.Of(word.Key), Word: word.Key, Count: word.Value)).ToList();
        words.ForEach(word => book.Note(word.Hash, word.Word));
        var (title, component) = (record.Report.Title, record.Report.Component is { } known ? pool.Share(known) : null);
        return new CountedReport(
            forkId,
            record with { Report = new() { Type = record.Report.Type, Title = title.Length > LongestTitle ? title[..LongestTitle] : title, Component = component } },
            pool.Share((component ?? "").Trim().ToLowerInvariant()),
            Terms.Of([.. words.Select(static word => new SketchTerm(word.Hash, word.Count))], MostWords));
    }

    public static int Compare(CountedReport one, CountedReport other)
    {
        var order = one.Record.At.UtcTicks.CompareTo(other.Record.At.UtcTicks);
        order = order != 0 ? order : string.CompareOrdinal(one.ForkId, other.ForkId);
        return order != 0 ? order : string.CompareOrdinal(one.Record.Id, other.Record.Id);
    }
}
