using System.Globalization;

namespace Ao.Benchmarks.Convergence;

/// <summary>The suite <c>convergence</c>: pairs of a data set, made records of many forks, or the histories of forks.</summary>
internal static class ConvergenceBenchmark
{
    public static async Task<int> RunAsync(IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var json = options.Contains("--json");
        var others = options.Where(static option => option != "--json").ToList();
        try
        {
            if (others is ["--pairs", var folder])
            {
                await (await PairsBenchmark.RunAsync(folder, cancellationToken)).PrintAsync(Console.Out, json);
                return 0;
            }

            if (others is ["--records", var size] && size.Split('x') is [var forks, var records] && CountOf(forks, 5, 1_000) is { } forkCount && CountOf(records, 10, 100_000) is { } recordCount)
            {
                await (await RecordsBenchmark.RunAsync(forkCount, recordCount, cancellationToken)).PrintAsync(Console.Out, json);
                return 0;
            }

            if (FoldersOptions.Read(others) is { } folders)
            {
                await (await FoldersBenchmark.RunAsync(folders, cancellationToken)).PrintAsync(Console.Out, json);
                return 0;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or AoException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        await Console.Error.WriteLineAsync("Say what to compare with: convergence --pairs FOLDER, a folder with prs.jsonl and pairs*.csv; convergence --records FORKSxRECORDS, 5 forks or more, such as 20x10000; or convergence --base REPOSITORY --fork NAME=REPOSITORY, once or several times, with --window DAYS (365) and --top FINDINGS (100); and --json for programs.");
        return 2;
    }

    private static int? CountOf(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most ? count : null;
}
