using System.Text.Json;
using Ao.Benchmarks.Duplicates;

namespace Ao.Benchmarks.Convergence;

/// <summary>What <c>convergence --pairs</c> measured.</summary>
internal sealed record PairsResult
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Suite { get; } = "convergence";

    public required string Dataset { get; init; }

    public required int PullRequests { get; init; }

    public required int Pairs { get; init; }

    public required RetrievalFigures TextAndCode { get; init; }

    public required RetrievalFigures CodeOnly { get; init; }

    public required int SharingCommits { get; init; }

    public required int SharingCommitsCalledPorted { get; init; }

    public required int PairsCalledPorted { get; init; }

    public required int DetectedForks { get; init; }

    public required string DetectedPairs { get; init; }

    public required IReadOnlyList<string> DetectedTop { get; init; }

    public required double Seconds { get; init; }

    public async Task PrintAsync(TextWriter output, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(this, s_json));
            return;
        }

        await new BenchmarkResult(Suite, [.. Figures("text and code", TextAndCode, "75 or more", "95 or more"), .. Figures("code only", CodeOnly, "70 or more", "none"),
            new("Q3", "pairs with common commits that are called ported", SharingCommits == 0 ? 100 : 100.0 * SharingCommitsCalledPorted / SharingCommits, "%", "100", $"{SharingCommits} pairs of pull requests; of the {Pairs} labelled pairs {PairsCalledPorted} are called ported")]).PrintAsync(output, json: false);
        await output.WriteLineAsync($"\nWhole detection over {DetectedForks} forks made of the pull requests: {DetectedPairs}. The first findings:");
        foreach (var line in DetectedTop)
        {
            await output.WriteLineAsync("  " + line);
        }
    }

    private IEnumerable<BenchmarkFigure> Figures(string which, RetrievalFigures figures, string first, string fifth)
    {
        var method = $"{figures.Queries} pull requests of {Pairs} pairs, each against all earlier ones of {PullRequests}";
        yield return new("Q3", $"recall at 1, {which}", figures.RecallAt1 * 100, "%", first, method);
        yield return new("Q3", $"recall at 5, {which}", figures.RecallAt5 * 100, "%", fifth, method);
        yield return new("Q3", $"recall at 10, {which}", figures.RecallAt10 * 100, "%", "none", method);
        yield return new("Q3", $"mean average precision, {which}", figures.Map * 100, "%", "none", method);
    }
}
