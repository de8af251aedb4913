using Ao.Scm;

namespace Ao.Plugins.Alignment;

/// <summary>In how many files the names of a source occur.</summary>
internal sealed class Rarity
{
    private const double Share = 0.02;
    private const int FewFiles = 5;
    private const int LongName = 6;
    private const int MostOccurrences = 20_000;
    private readonly IReadOnlyDictionary<string, int> _files;
    private readonly int _all;

    private Rarity(IReadOnlyDictionary<string, int> files, int all) => (_files, _all) = (files, all);

    public static async ValueTask<Rarity> CountAsync(ISourceTree tree, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var paths = await tree.ListPathsAsync(cancellationToken).ConfigureAwait(false);
        var occurrences = names.Count == 0 ? [] : await tree.FindWordsAsync(names, MostOccurrences, cancellationToken).ConfigureAwait(false);
        return new Rarity(
            occurrences.Where(static occurrence => SourceReaders.Find(occurrence.Path) is not null).GroupBy(static occurrence => occurrence.Word, StringComparer.Ordinal)
                .ToDictionary(static group => group.Key, static group => group.Select(static occurrence => occurrence.Path).Distinct(StringComparer.Ordinal).Count(), StringComparer.Ordinal),
            paths.Count(static path => SourceReaders.Find(path) is not null));
    }

    public int FilesOf(string name) => _files.GetValueOrDefault(name);

    /// <summary>Tells whether a name is rare enough to mean one thing: in at most 2 % of the files, of which a handful always counts as few, and of six characters or qualified.</summary>
    public bool IsRare(string name, bool isQualified) => FilesOf(name) <= Math.Max(FewFiles, Share * _all) && (name.Length >= LongName || isQualified);
}
