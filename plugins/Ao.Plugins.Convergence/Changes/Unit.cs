namespace Ao.Plugins.Convergence;

/// <summary>The changes of a fork that belong together, such as the commits of one pull request: what is compared with other forks'.</summary>
internal sealed class Unit
{
    private const int MostHousehold = 12;
    private const int MostParts = 24;
    private const int FewestOfSweep = 4;

    private Unit(Change[] members, IReadOnlyList<string> holders, bool isUpstream)
    {
        Members = members;
        Holders = holders;
        IsUpstream = isUpstream;

        // Most units are one change, and keep nothing but what that keeps.
        var isOne = members.Length == 1;
        Terms = isOne ? members[0].Terms : [.. Enumerable.Range(0, 5).Select(kind => Plugins.Convergence.Terms.Sum(members.Select(member => member.Terms[kind])))];
        Files = FileRanges.Sum([.. members.Select(static member => member.Files)]);
        AddedLines = isOne ? members[0].AddedLines : [.. members.SelectMany(static member => member.AddedLines).Distinct().Order()];
        Paths = isOne ? members[0].Paths : [.. members.SelectMany(static member => member.Paths).GroupBy(static path => path, StringComparer.Ordinal).OrderBy(static path => PathKinds.Of(path.Key)).ThenByDescending(static path => path.Count()).ThenBy(static path => path.Key, StringComparer.Ordinal).Select(static path => path.Key)];
        PatchIds = isOne && members[0].PatchId is null ? [] : [.. members.Select(static member => member.PatchId).OfType<string>().Distinct(StringComparer.Ordinal)];
        FileCount = Math.Max(Files.Count, members.Max(static member => member.FileCount));
        Lines = (int)Math.Min(int.MaxValue, members.Sum(static member => (long)member.Lines));
        Parts = PartsOf(members);
    }

    private Unit(Unit whole, string path, ChangePart[] parts)
    {
        Members = whole.Members;
        Holders = whole.Holders;
        IsUpstream = whole.IsUpstream;
        Terms = [whole.Terms[(int)SketchKind.Text], .. Enumerable.Range(1, 4).Select(kind => Plugins.Convergence.Terms.Sum(parts.Select(part => part.Terms[kind])))];
        Files = FileRanges.Of(parts.Select(static part => part.File), int.MaxValue);
        AddedLines = parts.Length == 1 ? parts[0].AddedLines : [.. parts.SelectMany(static part => part.AddedLines).Distinct().Order()];
        Paths = [path];
        PatchIds = [];
        FileCount = 1;
        Lines = parts.Sum(static part => part.Lines);
        Parts = [];
    }

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

    /// <summary>Gets the words that are added and removed, together. They are worked out anew each time.</summary>
    public Terms Changed => Plugins.Convergence.Terms.Sum([Terms[(int)SketchKind.Added], Terms[(int)SketchKind.Removed]]);

    /// <summary>Gets the words of which more are added than removed, or fewer: lines that are only rewritten leave what is new of them. They are worked out anew each time.</summary>
    public Terms Net => Plugins.Convergence.Terms.Difference(Terms[(int)SketchKind.Added], Terms[(int)SketchKind.Removed]);

    /// <summary>Gets the kinds of trouble that it speaks of, and that its new words are about. They are worked out anew each time.</summary>
    public Terms Concepts => Plugins.Convergence.Concepts.Of(Terms[(int)SketchKind.Text], Net);

    public FileRanges Files { get; }

    public string[] Paths { get; }

    public string[] PatchIds { get; }

    public uint[] AddedLines { get; }

    public int FileCount { get; }

    public int Lines { get; }

    /// <summary>Gets what it does to single files, where it is large: each is compared for itself, too.</summary>
    public Unit[] Parts { get; }

    public bool IsTranslation => Members.All(static member => member.IsTranslation);

    /// <summary>Gets whether most of its files lose one word, as when something is renamed.</summary>
    public bool IsSweep { get; private set; }

    /// <summary>Gets how much the unit's size and kind leave of its score: what touches everything resembles everything.</summary>
    public double Weight
    {
        get
        {
            var files = FileCount <= MostHousehold ? 1 : Math.Pow((double)MostHousehold / FileCount, 0.35);
            var lines = Lines <= 1_200 ? 1 : Math.Pow(1_200.0 / Lines, 0.2);
            return files * lines * (IsTranslation ? 0.4 : 1) * (IsSweep ? 0.5 : 1);
        }
    }

    /// <summary>Takes the unit apart. In a sweep there is nothing buried.</summary>
    private Unit[] PartsOf(Change[] members)
    {
        if (Array.TrueForAll(members, static member => member.Parts.Count == 0))
        {
            return [];
        }

        Unit[] parts = [.. members.SelectMany(static member => member.Parts).GroupBy(static part => part.Path, StringComparer.Ordinal).OrderBy(static part => part.Key, StringComparer.Ordinal).Take(MostParts).Select(part => new Unit(this, part.Key, [.. part]))];
        var gone = parts.SelectMany(static part => part.Gone()).GroupBy(static hash => hash).Select(static word => word.Count()).DefaultIfEmpty().Max();
        IsSweep = parts.Length >= FewestOfSweep && gone * 2 >= parts.Length;
        return IsSweep ? [] : parts;
    }

    /// <summary>Gets the words that it takes away more often than it puts them in.</summary>
    private IEnumerable<uint> Gone() => Net.Hashes.Where(hash => Terms[(int)SketchKind.Removed].CountOf(hash) > Terms[(int)SketchKind.Added].CountOf(hash));

    /// <summary>Gets what is shown of its files.</summary>
    public IEnumerable<FileTelling> Told => Members.SelectMany(static member => member.Telling.Files).Where(file => Paths.Contains(file.Path, StringComparer.Ordinal));

    public static Unit Of(IReadOnlyList<Change> members, IReadOnlyList<string> holders, bool isUpstream) => new([.. members], holders, isUpstream);

    /// <summary>Gets whether a word is added or removed.</summary>
    public bool Changes(uint word) => Terms[(int)SketchKind.Added].Contains(word) || Terms[(int)SketchKind.Removed].Contains(word);

    public bool SharesPatch(Unit other) => Array.Exists(PatchIds, patch => Array.IndexOf(other.PatchIds, patch) >= 0);

    /// <summary>Gets whether it is made of just this.</summary>
    public bool Is(IReadOnlyList<Change> members, IReadOnlyList<string> holders, bool isUpstream) =>
        IsUpstream == isUpstream && Members.SequenceEqual(members) && Holders.SequenceEqual(holders, StringComparer.Ordinal);

    public static int Compare(Unit one, Unit other)
    {
        var order = one.At.UtcTicks.CompareTo(other.At.UtcTicks);
        order = order != 0 ? order : string.CompareOrdinal(one.ForkId, other.ForkId);
        return order != 0 ? order : string.CompareOrdinal(one.Members[0].Revision, other.Members[0].Revision);
    }
}
