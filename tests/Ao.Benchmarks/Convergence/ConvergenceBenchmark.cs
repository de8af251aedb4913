namespace Ao.Benchmarks.Convergence;

/// <summary>The suite <c>convergence</c>: pairs of a data set, or the histories of forks.</summary>
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

        await Console.Error.WriteLineAsync("Say what to compare with: convergence --pairs FOLDER, a folder with prs.jsonl and pairs*.csv; or convergence --base REPOSITORY --fork NAME=REPOSITORY, once or several times, with --window DAYS (365) and --top FINDINGS (100); and --json for programs.");
        return 2;
    }
}
