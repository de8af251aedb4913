namespace Ao.Plugins.Convergence;

/// <summary>The changes of a fork that belong together, such as the commits of one pull request: what is compared with other forks'.</summary>
internal sealed class Unit
{
    private const int MostHousehold = 12;

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

    public FileRanges Files { get; }

    public string[] Paths { get; }

    public string[] PatchIds { get; }

    public uint[] AddedLines { get; }

    public int FileCount { get; }

    public int Lines { get; }

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
