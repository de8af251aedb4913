using System.Globalization;

namespace Ao.Benchmarks.Convergence;

/// <summary>The suite <c>convergence</c>: pairs of a data set, made records of many forks, or the histories of forks.</summary>
internal static class ConvergenceBenchmark
{
    private const int Failed = 1;
    private const int Misused = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var json = options.Contains("--json");
        var others = options.Where(static option => option != "--json").ToList();
        if (others.Count == 0 || others.Contains("--help"))
        {
            await (others.Count == 0 ? Console.Error : Console.Out).WriteLineAsync(FoldersOptions.Help);
            return others.Count == 0 ? Misused : 0;
        }

        Func<Task<int>> runAsync;
        try
        {
            runAsync = Choose(others, json, cancellationToken);
        }
        catch (AoException misuse)
        {
            await Console.Error.WriteLineAsync(misuse.Message);
            return Misused;
        }

        try
        {
            return await runAsync();
        }
        catch (Exception exception) when (exception is InvalidDataException or AoException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }

    private static Func<Task<int>> Choose(List<string> options, bool json, CancellationToken cancellationToken)
    {
        switch (options)
        {
            case ["--pairs", var folder]:
                return async () =>
                {
                    await (await PairsBenchmark.RunAsync(folder, cancellationToken)).PrintAsync(Console.Out, json);
                    return 0;
                };
            case ["--records", var size]:
                var (forks, records) = ReadSize(size);
                return async () =>
                {
                    await (await RecordsBenchmark.RunAsync(forks, records, cancellationToken)).PrintAsync(Console.Out, json);
                    return 0;
                };
            default:
                var folders = FoldersOptions.Read(options);
                return async () =>
                {
                    var result = await FoldersBenchmark.RunAsync(folders, Console.Error, cancellationToken);
                    await result.PrintAsync(Console.Out, json);
                    return result.ComparedForks > 0 ? 0 : Failed;
                };
        }
    }

    private static (int Forks, int Records) ReadSize(string size) =>
        size.Split('x') is [var forks, var records] && CountOf(forks, 5, 1_000) is { } forkCount && CountOf(records, 10, 100_000) is { } recordCount
            ? (forkCount, recordCount)
            : throw new AoException($"'--records {Printable.Quote(size)}' cannot be used: it is no size. Give 5 to 1,000 forks and 10 to 100,000 records of each, such as 20x10000.");

    private static int? CountOf(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most ? count : null;
}
