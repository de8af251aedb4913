namespace Ao.Plugins.GitHub.Looks;

/// <summary>What one look reads.</summary>
/// <param name="Asked">The pull requests that are due.</param>
/// <param name="Light">Those whose standing is read.</param>
/// <param name="Checks">Those whose checks are read.</param>
/// <param name="Talks">Those of which is read what was said.</param>
/// <param name="IsOutOfTurn">Whether one of them is known to have changed.</param>
internal sealed record LookPlan(IReadOnlyList<KnownPullRequest> Asked, IReadOnlyList<KnownPullRequest> Light, IReadOnlyList<KnownPullRequest> Checks, IReadOnlyList<KnownPullRequest> Talks, bool IsOutOfTurn)
{
    private readonly Dictionary<string, KnownPullRequest> _byId = Asked.ToDictionary(static known => known.Id!, StringComparer.Ordinal);

    public bool IsEmpty => Light.Count + Checks.Count + Talks.Count == 0;

    /// <summary>Gets what was known to have changed and counts as read with this look.</summary>
    public IReadOnlyList<(KnownPullRequest Known, (LookParts Parts, DateTimeOffset Since) Dirty)> Taken { get; private init; } = [];

    /// <summary>Plans a look at those that are due, and takes from them what they were told of changes.</summary>
    public static LookPlan Make(IReadOnlyList<KnownPullRequest> asked, bool isFresh, DateTimeOffset now, LookPace pace)
    {
        // A look that happens anyway takes along all that is known to have changed.
        var isWoken = asked.Any(known => LookSchedule.DirtyOf(known.Facts, pace) <= now);
        var due = asked.Where(known => isFresh || LookSchedule.IsDue(known.Facts, now, pace) || (isWoken && known.Dirty is not null)).ToList();
        var taken = new List<(KnownPullRequest, (LookParts Parts, DateTimeOffset Since))>();
        var parts = new Dictionary<KnownPullRequest, LookParts>();
        foreach (var known in due)
        {
            var wanted = isFresh || known.Talk is null ? LookParts.All : LookParts.Standing;
            if (known.Dirty is { } dirty)
            {
                wanted |= dirty.Parts;
                taken.Add((known, dirty));
                known.Dirty = null;
            }

            parts[known] = wanted;
        }

        var checks = due.Where(known => parts[known].HasFlag(LookParts.Checks)).ToList();
        var talks = due.Where(known => parts[known].HasFlag(LookParts.Talk)).ToList();
        var light = due.Where(known => (parts[known] & (LookParts.Checks | LookParts.Talk)) == 0).ToList();
        if (LookPacking.FitsWhole(light.Count, checks.Count, talks.Count))
        {
            checks.AddRange(light);
            talks.AddRange(light);
            light = [];
        }

        return new LookPlan(due, light, checks, talks, isWoken) { Taken = taken };
    }

    public IReadOnlyList<LookRequest> Pack(int most) => LookPacking.Pack(Light.Select(static known => known.Id!), Checks.Select(static known => known.Id!), Talks.Select(static known => known.Id!), most);

    public KnownPullRequest? Find(LookNode node) => _byId.GetValueOrDefault(node.Id!);

    public bool Reads(KnownPullRequest known, LookParts part) => part switch { LookParts.Checks => Checks.Contains(known), LookParts.Talk => Talks.Contains(known), _ => false };
}
