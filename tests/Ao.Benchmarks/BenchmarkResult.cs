using System.Globalization;
using System.Text.Json;

namespace Ao.Benchmarks;

/// <summary>What a suite measured.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Figures">The figures.</param>
internal sealed record BenchmarkResult(string Suite, IReadOnlyList<BenchmarkFigure> Figures)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Prints the figures as a table, or as JSON.</summary>
    public async Task PrintAsync(TextWriter output, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(this, s_json));
            return;
        }

        foreach (var figure in Figures)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{figure.Id,-4} {figure.What,-52} {figure.Value,12:N1} {figure.Unit,-10} bar: {figure.Bar}"));
            await output.WriteLineAsync($"     {figure.Method}");
        }
    }
}
