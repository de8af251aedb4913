using System.Text.Json;
using Ao.Duplicates;

namespace Ao.Benchmarks.Duplicates;

/// <summary>What the suite <c>dedupe</c> measured.</summary>
internal sealed record DuplicateResult
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Suite { get; } = "dedupe";

    public string Algorithm { get; } = DuplicateIndex.Algorithm;

    public required string Dataset { get; init; }

    public required int Reports { get; init; }

    public required int Seed { get; init; }

    public required int Queries { get; init; }

    public required double RecallAt1 { get; init; }

    public required double RecallAt5 { get; init; }

    public required double RecallAt10 { get; init; }

    public required double Map { get; init; }

    public required HalfFigures SecondHalf { get; init; }

    public required LinkFigures Q2 { get; init; }

    public required IReadOnlyDictionary<string, CostFigures> P11 { get; init; }

    /// <summary>Prints the figures as a table, or as JSON.</summary>
    public Task PrintAsync(TextWriter output, bool json) =>
        json ? output.WriteLineAsync(JsonSerializer.Serialize(this, s_json)) : new BenchmarkResult(Suite, [.. Figures()]).PrintAsync(output, json: false);

    private IEnumerable<BenchmarkFigure> Figures()
    {
        var all = new RetrievalFigures(Queries, RecallAt1, RecallAt5, RecallAt10, Map);
        var half = new RetrievalFigures(SecondHalf.Queries, SecondHalf.RecallAt1, SecondHalf.RecallAt5, SecondHalf.RecallAt10, SecondHalf.Map);
        return
        [
            .. Retrieval("later half by date", half, "52 or more", "80 or more", "58 or more"),
            .. Retrieval("all", all, "none", "none", "none"),
            .. Links("later half by date", SecondHalf.Q2),
            .. Links("all", Q2),
            .. P11.Values.SelectMany(Costs),
        ];
    }

    private IEnumerable<BenchmarkFigure> Retrieval(string which, RetrievalFigures figures, string first, string tenth, string map)
    {
        var method = $"{figures.Queries} labelled duplicates of {Reports} reports, each against all earlier ones";
        yield return new("Q1", $"recall at 1, {which}", figures.RecallAt1 * 100, "%", first, method);
        yield return new("Q1", $"recall at 5, {which}", figures.RecallAt5 * 100, "%", "none", method);
        yield return new("Q1", $"recall at 10, {which}", figures.RecallAt10 * 100, "%", tenth, method);
        yield return new("Q1", $"mean average precision, {which}", figures.Map * 100, "%", map, method);
    }

    private IEnumerable<BenchmarkFigure> Links(string which, LinkFigures figures)
    {
        var method = $"{figures.Bases} reports reported again by another session, seed {Seed}; right is a link to the report or to one of its group";
        yield return new("Q2", $"linked with other times, ids, paths, {which}", figures.P1 * 100, "%", "97 or more", method);
        yield return new("Q2", $"linked re-wrapped and reordered, {which}", figures.P2 * 100, "%", "97 or more", method);
        yield return new("Q2", $"linked cut to 60 %, {which}", figures.P3 * 100, "%", "97 or more", method);
        yield return new("Q2", $"linked with 15-25 % of words changed, {which}", figures.P4 * 100, "%", "97 or more", method);
        yield return new("Q2", $"linked with all at once, {which}", figures.P5 * 100, "%", "85 or more", method);
        yield return new("Q2", $"false links, {which}", figures.FalseLinkRate * 100, "%", "1 or less", $"{figures.Ordinary} ordinary reports, each against all earlier ones; unlabelled duplicates among them count as false");
    }

    private static IEnumerable<BenchmarkFigure> Costs(CostFigures figures)
    {
        var bar = figures.Reports <= 10_000 ? "1 or less" : "3 or less";
        yield return new("P11", $"query and insert at {figures.Reports:N0}, in microseconds", figures.QueryAndInsertMedianMs * 1000, "us", bar + " ms", $"median of 500, one thread, reports of the data set with 30 % of the words changed; 95 %: {figures.QueryAndInsertP95Ms:N2} ms; {figures.HeapMegabytes:N0} MB in use");
        yield return new("P11", $"insert at {figures.Reports:N0}, in microseconds", figures.InsertMedianMs * 1000, "us", "none", "median of 500");
    }
}
