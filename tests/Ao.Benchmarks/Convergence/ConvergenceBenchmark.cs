namespace Ao.Benchmarks.Convergence;

/// <summary>The suite <c>convergence</c>: pairs of a data set, or the histories of forks.</summary>
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

        FoldersOptions? folders;
        try
        {
            folders = others is ["--pairs", _] ? null : FoldersOptions.Read(others);
        }
        catch (AoException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Misused;
        }

        try
        {
            if (folders is null)
            {
                await (await PairsBenchmark.RunAsync(others[1], cancellationToken)).PrintAsync(Console.Out, json);
                return 0;
            }

            var result = await FoldersBenchmark.RunAsync(folders, Console.Error, cancellationToken);
            await result.PrintAsync(Console.Out, json);
            return result.ComparedForks > 0 ? 0 : Failed;
        }
        catch (Exception exception) when (exception is InvalidDataException or AoException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }
}
