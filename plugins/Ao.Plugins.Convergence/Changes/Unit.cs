using System.Security.Cryptography;
using System.Text;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>The changes of a fork that belong together, such as the commits of one pull request: what is compared with other forks'.</summary>
internal sealed class Unit
{
    private const int MostHousehold = 12;
    private const int MostParts = 24;
    private const int FewestOfSweep = 4;

    private Unit(IReadOnlyList<Change> members, IReadOnlyList<string> holders, bool isUpstream)
    {
        Members = members;
        Holders = holders;
        IsUpstream = isUpstream;
        Terms = [.. Enumerable.Range(0, 5).Select(kind => Plugins.Convergence.Terms.Sum(members.Select(member => member.Terms[kind])))];
        Changed = Plugins.Convergence.Terms.Sum([Terms[(int)SketchKind.Added], Terms[(int)SketchKind.Removed]]);
        Net = Plugins.Convergence.Terms.Difference(Terms[(int)SketchKind.Added], Terms[(int)SketchKind.Removed]);
        Concepts = Plugins.Convergence.Concepts.Of(Terms[(int)SketchKind.Text], Net);
        Files = members.SelectMany(static member => member.Files).GroupBy(static file => file.Hash).ToDictionary(static file => file.Key, static file => (IReadOnlyList<LineRange>)[.. file.SelectMany(static part => part.Hunks)]);
        AddedLines = members.Count == 1 ? members[0].AddedLines : [.. members.SelectMany(static member => member.AddedLines).Distinct().Order()];
        Paths = [.. members.SelectMany(static member => member.Paths).GroupBy(static path => path, StringComparer.Ordinal).OrderBy(static path => PathKinds.Of(path.Key)).ThenByDescending(static path => path.Count()).ThenBy(static path => path.Key, StringComparer.Ordinal).Select(static path => path.Key)];
        PatchIds = [.. members.Select(static member => member.PatchId).OfType<string>().Distinct(StringComparer.Ordinal)];
        FileCount = Math.Max(Files.Count, members.Max(static member => member.FileCount));
        Lines = (int)Math.Min(int.MaxValue, members.Sum(static member => (long)member.Lines));
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [members[0].ForkId, .. members.Select(static member => member.Revision), .. holders]))));
        Parts = PartsOf(members);
    }

    private Unit(Unit whole, string path, IReadOnlyList<ChangePart> parts)
    {
        Members = whole.Members;
        Holders = whole.Holders;
        IsUpstream = whole.IsUpstream;
        Terms = [whole.Terms[(int)SketchKind.Text], .. Enumerable.Range(1, 4).Select(kind => Plugins.Convergence.Terms.Sum(parts.Select(part => part.Terms[kind])))];
        Changed = Plugins.Convergence.Terms.Sum([Terms[(int)SketchKind.Added], Terms[(int)SketchKind.Removed]]);
        Net = Plugins.Convergence.Terms.Difference(Terms[(int)SketchKind.Added], Terms[(int)SketchKind.Removed]);
        Concepts = Plugins.Convergence.Concepts.Of(Terms[(int)SketchKind.Text], Net);
        Files = parts.GroupBy(static part => part.File.Hash).ToDictionary(static file => file.Key, static file => (IReadOnlyList<LineRange>)[.. file.SelectMany(static part => part.File.Hunks)]);
        AddedLines = [.. parts.SelectMany(static part => part.AddedLines).Distinct().Order()];
        Paths = [path];
        PatchIds = [];
        FileCount = 1;
        Lines = parts.Sum(static part => part.Lines);
        Key = $"{whole.Key}/{path}";
    }

    /// <summary>Gets what the unit is known by: its fork, its revisions and who else has them.</summary>
    public string Key { get; }

    /// <summary>Gets the changes, the oldest first.</summary>
    public IReadOnlyList<Change> Members { get; }

    /// <summary>Gets the forks that have these very revisions, in order.</summary>
    public IReadOnlyList<string> Holders { get; }

    public bool IsUpstream { get; }

    public string ForkId => Members[0].ForkId;

    public DateTimeOffset At => Members[0].At;

    /// <summary>Gets the change that stands for the unit: the first one of most weight.</summary>
    public Change Head => Members.MaxBy(static member => Math.Min(member.Lines, 400))!;

    public Terms[] Terms { get; }

    public Terms Changed { get; }

    /// <summary>Gets the words of which more are added than removed, or fewer: lines that are only rewritten leave what is new of them.</summary>
    public Terms Net { get; }

    /// <summary>Gets the kinds of trouble that it speaks of, and that its new words are about.</summary>
    public Terms Concepts { get; }

    public IReadOnlyDictionary<uint, IReadOnlyList<LineRange>> Files { get; }

    public IReadOnlyList<string> Paths { get; }

    public IReadOnlyList<string> PatchIds { get; }

    public uint[] AddedLines { get; }

    public int FileCount { get; }

    public int Lines { get; }

    /// <summary>Gets what it does to single files, where it is large: each is compared for itself, too.</summary>
    public IReadOnlyList<Unit> Parts { get; } = [];

    public bool IsTranslation => Members.All(static member => member.IsTranslation);

    /// <summary>Gets how much the unit's size leaves of its score: what touches everything resembles everything.</summary>
    public double Weight
    {
        get
        {
            var files = FileCount <= MostHousehold ? 1 : Math.Pow((double)MostHousehold / FileCount, 0.35);
            var lines = Lines <= 1_200 ? 1 : Math.Pow(1_200.0 / Lines, 0.2);
            return files * lines * (IsTranslation ? 0.4 : 1);
        }
    }

    /// <summary>Takes the unit apart. Where all files are changed in the same words, as when something is renamed, there is nothing buried.</summary>
    private List<Unit> PartsOf(IReadOnlyList<Change> members)
    {
        var parts = members.SelectMany(static member => member.Parts).GroupBy(static part => part.Path, StringComparer.Ordinal).OrderBy(static part => part.Key, StringComparer.Ordinal)
            .Take(MostParts).Select(part => new Unit(this, part.Key, [.. part])).ToList();
        var gone = parts.SelectMany(static part => part.Gone()).GroupBy(static hash => hash).Select(static word => word.Count()).DefaultIfEmpty().Max();
        return parts.Count >= FewestOfSweep && gone * 2 >= parts.Count ? [] : parts;
    }

    /// <summary>Gets the words that it takes away more often than it puts them in.</summary>
    private IEnumerable<uint> Gone() => Net.Hashes.Where(hash => Terms[(int)SketchKind.Removed].CountOf(hash) > Terms[(int)SketchKind.Added].CountOf(hash));

    public static Unit Of(IReadOnlyList<Change> members, IReadOnlyList<string> holders, bool isUpstream) => new(members, holders, isUpstream);

    public static int Compare(Unit one, Unit other)
    {
        var order = one.At.UtcTicks.CompareTo(other.At.UtcTicks);
        order = order != 0 ? order : string.CompareOrdinal(one.ForkId, other.ForkId);
        order = order != 0 ? order : string.CompareOrdinal(one.Members[0].Revision, other.Members[0].Revision);
        return order != 0 ? order : string.CompareOrdinal(one.Key, other.Key);
    }
}
