using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ao.Benchmarks.Convergence;

/// <summary>What <c>convergence --base</c> found.</summary>
internal sealed record FoldersResult
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Suite { get; } = "convergence";

    public required IReadOnlyList<FolderFinding> Findings { get; init; }

    /// <summary>Gets how many findings there are, those not printed too.</summary>
    public required int FindingCount { get; init; }

    public required IReadOnlyDictionary<string, int> Changes { get; init; }

    /// <summary>Gets what is to be known of the repositories: which were left out, and of which not all was read.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Gets how many of the forks were compared.</summary>
    public required int ComparedForks { get; init; }

    public required long PairsCompared { get; init; }

    /// <summary>Gets the seconds of reading the histories.</summary>
    public required double ReadSeconds { get; init; }

    /// <summary>Gets the seconds of all.</summary>
    public required double Time { get; init; }

    /// <summary>Gets the largest size of the process, in bytes.</summary>
    public required long Memory { get; init; }

    public async Task PrintAsync(TextWriter output, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(this, s_json));
            return;
        }

        foreach (var finding in Findings)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{finding.Rank}. {finding.Relation}, score {finding.Score:0.00}: {finding.Pattern}\n   {finding.Explanation}\n"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{FindingCount} findings in {string.Join(", ", Changes.Select(static fork => $"{fork.Value} {(fork.Value == 1 ? "change" : "changes")} of {fork.Key}"))}; {PairsCompared} pairs compared; {Time:0.0} s, {ReadSeconds:0.0} s of them reading; {Memory / 1024 / 1024} MB"));
    }
}
