using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Looks at the pull requests of one repository: only at those whose turn it is or that are known to have changed, and of those only at what may have changed.</summary>
internal sealed class ProjectLooks(GitHubPlace place, LookReader reader, LookUnderstanding understanding, LookBudget budget, TimeProvider timeProvider) : IDisposable
{
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _looking = new(1);
    private readonly LookWaking _waking = new(timeProvider);
    private readonly Dictionary<int, KnownPullRequest> _known = [];
    private readonly Lock _gate = new();
    private double _stretch = 1;
    private long _version;

    /// <summary>Gets what tells when to look out of turn.</summary>
    public LookWaking Waking => _waking;

    private LookPace Pace => new(_stretch, _waking.IsLive, _waking.Window);

    public async ValueTask<PullRequestReadings> ReadAsync(IReadOnlyCollection<int> numbers, string? cursor, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // One that is asked for by itself, without what was seen before, is what somebody is about to act on.
            var isFresh = cursor is null && numbers.Count == 1;
            var purpose = isFresh ? CallPurpose.Person : _waking.IsLive ? CallPurpose.Sweep : CallPurpose.Look;
            var asked = Known(numbers, isFresh);
            await IdentifyAsync(asked, purpose, cancellationToken).ConfigureAwait(false);
            var look = Plan(asked.Where(static known => known.Id is not null), isFresh);
            if (!look.IsEmpty)
            {
                try
                {
                    await RunAsync(look, purpose == CallPurpose.Sweep && look.IsOutOfTurn ? CallPurpose.Look : purpose, cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    Restore(look);
                    throw;
                }
            }

            await UnderstandAsync([.. asked.Where(static known => known.NeedsReading)], purpose, cancellationToken).ConfigureAwait(false);
            Rest();
            var mark = string.Create(CultureInfo.InvariantCulture, $"{_instance}:{asked.Max(static known => (long?)known.Version) ?? 0}");
            return new PullRequestReadings(mark, mark == cursor ? null : [.. asked.OrderBy(static known => known.Number).Select(static known => known.Reading).OfType<PullRequestReading>()]);
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Takes note of what has changed. The next look finds out what it is.</summary>
    /// <param name="change">What is to be looked at.</param>
    /// <param name="isTold">Whether GitHub has told it by itself.</param>
    public void Mark(LookChange change, bool isTold)
    {
        var now = timeProvider.GetUtcNow();
        lock (_gate)
        {
            foreach (var known in _known.Values.Where(change.Concerns))
            {
                known.Dirty = (change.Parts | (known.Dirty?.Parts ?? LookParts.None), known.Dirty?.Since ?? now);
            }

            if (isTold)
            {
                _waking.Told(now);
            }

            _waking.Update(_known.Values.Select(static known => known.Facts));
        }
    }

    public void Dispose() => _looking.Dispose();

    private List<KnownPullRequest> Known(IReadOnlyCollection<int> numbers, bool isFresh)
    {
        lock (_gate)
        {
            // What is not watched any more is forgotten; a single question is not what is watched.
            if (!isFresh)
            {
                foreach (var number in _known.Keys.Except(numbers).ToList())
                {
                    _known.Remove(number);
                }
            }

            return [.. numbers.Distinct().Order().Select(number => _known.TryGetValue(number, out var known) ? known : _known[number] = new KnownPullRequest(number))];
        }
    }

    private async ValueTask IdentifyAsync(IEnumerable<KnownPullRequest> asked, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var pace = Pace;
        var unknown = asked.Where(known => known.Id is null && LookSchedule.IsDue(known.Facts, now, pace)).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var ids = await reader.IdsAsync(place.Repository, unknown.Select(static known => known.Number), purpose, cancellationToken).ConfigureAwait(false);
        foreach (var known in unknown)
        {
            known.Id = ids.GetValueOrDefault(known.Number);
            if (known.Id is null)
            {
                // Asked again in the turn of one in which nothing moves.
                known.LookedAt = now;
            }
        }
    }

    private LookPlan Plan(IEnumerable<KnownPullRequest> asked, bool isFresh)
    {
        lock (_gate)
        {
            return LookPlan.Make([.. asked], isFresh, timeProvider.GetUtcNow(), Pace);
        }
    }

    private async ValueTask RunAsync(LookPlan plan, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var more = await QueryAsync(plan, purpose, now, cancellationToken).ConfigureAwait(false);
        if (!more.IsEmpty)
        {
            await QueryAsync(more, purpose, now, cancellationToken).ConfigureAwait(false);
        }

        foreach (var known in plan.Asked.Where(known => known.LookedAt != now))
        {
            Lose(known, now);
        }
    }

    /// <summary>Makes readings of what was read; also of what an earlier look has read before it broke off.</summary>
    private async ValueTask UnderstandAsync(IReadOnlyList<KnownPullRequest> read, CallPurpose purpose, CancellationToken cancellationToken)
    {
        if (read.Count == 0)
        {
            return;
        }

        await RemarksAsync(read, purpose, cancellationToken).ConfigureAwait(false);
        foreach (var known in read)
        {
            if (await understanding.ReadAsync(place, known, cancellationToken).ConfigureAwait(false))
            {
                // The first look cannot tell when it changed: GitHub says when somebody last did something.
                var updated = known.Node!.UpdatedAt;
                known.ChangedAt = known.Version > 0 || updated > known.LookedAt ? known.LookedAt!.Value : updated;
                known.Version = ++_version;
            }

            known.NeedsReading = false;
        }
    }

    /// <summary>Forgets what is not there any more. It is asked for again in the turn of one in which nothing moves.</summary>
    private void Lose(KnownPullRequest known, DateTimeOffset now)
    {
        known.Id = null;
        known.Node = null;
        known.LookedAt = now;
        if (known.Reading is not null)
        {
            known.Reading = null;
            known.Print = null;
            known.Version = ++_version;
        }
    }

    /// <returns>What has turned out to have changed, and was not read with it.</returns>
    private async ValueTask<LookPlan> QueryAsync(LookPlan plan, CallPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var checks = new List<KnownPullRequest>();
        var talks = new List<KnownPullRequest>();
        foreach (var request in plan.Pack(reader.Most))
        {
            var answer = await reader.LookAsync(place.Repository, request, purpose, cancellationToken).ConfigureAwait(false);
            foreach (var (node, parts) in answer.Light.Select(static node => (node, LookParts.Standing)).Concat(answer.Checks.Select(static node => (node, LookParts.Checks))).Concat(answer.Talks.Select(static node => (node, LookParts.Talk))))
            {
                if (node is { IsPullRequest: true } && plan.Find(node) is { } known)
                {
                    await TakeAsync(known, node, parts, purpose, now, cancellationToken).ConfigureAwait(false);
                    if (parts == LookParts.Standing)
                    {
                        Add(checks, known, known.ChecksMark != LookMarks.OfChecks(node));
                        Add(talks, known, known.TalkMark != LookMarks.OfTalk(node));
                    }
                    else if (parts == LookParts.Checks && !plan.Reads(known, LookParts.Talk))
                    {
                        Add(talks, known, known.TalkMark != LookMarks.OfTalk(node));
                    }
                    else if (parts == LookParts.Talk && !plan.Reads(known, LookParts.Checks))
                    {
                        // Only a new head tells that of the checks; their states come with them.
                        Add(checks, known, known.RunsHead != node.HeadRefOid);
                    }
                }
            }
        }

        return new LookPlan(plan.Asked, [], checks, talks, IsOutOfTurn: plan.IsOutOfTurn);
    }

    private async ValueTask TakeAsync(KnownPullRequest known, LookNode node, LookParts parts, CallPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What is said does not bring the state of the checks along.
        var isUnknown = node.Mergeable == "UNKNOWN";
        known.UnknownAsks = !isUnknown ? 0 : known.Node is { Mergeable: "UNKNOWN" } && known.LookedAt != now ? known.UnknownAsks + 1 : known.UnknownAsks;
        known.Node = parts == LookParts.Talk ? node with { StatusCheckRollup = known.Node?.HeadRefOid == node.HeadRefOid ? known.Node.StatusCheckRollup : null } : node;
        known.LookedAt = now;
        known.NeedsReading = true;
        if (parts == LookParts.Checks)
        {
            await understanding.TakeChecksAsync(place, known, node, purpose, cancellationToken).ConfigureAwait(false);
        }
        else if (parts == LookParts.Talk)
        {
            known.Talk = node;
            known.TalkMark = LookMarks.OfTalk(node);
            Forget(known);
            foreach (var thread in node.Recent?.Present() ?? [])
            {
                known.Remarks[thread.Id] = [.. thread.Comments?.Present() ?? []];
            }
        }
    }

    /// <summary>Reads the comments of the threads that have others than before.</summary>
    private async ValueTask RemarksAsync(IReadOnlyList<KnownPullRequest> asked, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, (KnownPullRequest Known, int Count)>(StringComparer.Ordinal);
        foreach (var known in asked.Where(static known => known.Talk is not null))
        {
            var recent = known.Talk!.Recent?.Present().Select(static thread => thread.Id).ToHashSet(StringComparer.Ordinal) ?? [];
            foreach (var thread in known.Talk.ReviewThreads?.Present() ?? [])
            {
                var count = thread.Comments?.TotalCount ?? 0;
                if (recent.Contains(thread.Id) && known.Remarks.ContainsKey(thread.Id))
                {
                    known.RemarkCounts[thread.Id] = count;
                }
                else if (known.RemarkCounts.GetValueOrDefault(thread.Id, -1) != count)
                {
                    owners[thread.Id] = (known, count);
                }
            }
        }

        if (owners.Count == 0)
        {
            return;
        }

        foreach (var thread in await reader.RemarksAsync(place.Repository, owners.Keys, purpose, cancellationToken).ConfigureAwait(false))
        {
            if (owners.TryGetValue(thread.Id, out var owner))
            {
                owner.Known.Remarks[thread.Id] = [.. thread.Comments?.Present() ?? []];
                owner.Known.RemarkCounts[thread.Id] = owner.Count;
            }
        }
    }

    /// <summary>Forgets the comments of threads that are not listed any more.</summary>
    private static void Forget(KnownPullRequest known)
    {
        var listed = (known.Talk!.ReviewThreads?.Present() ?? []).Select(static thread => thread.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in known.Remarks.Keys.Where(id => !listed.Contains(id)).ToList())
        {
            known.Remarks.Remove(id);
            known.RemarkCounts.Remove(id);
        }
    }

    private void Restore(LookPlan plan)
    {
        lock (_gate)
        {
            foreach (var (known, dirty) in plan.Taken)
            {
                known.Dirty = (dirty.Parts | (known.Dirty?.Parts ?? LookParts.None), dirty.Since);
            }
        }
    }

    private void Rest()
    {
        var now = timeProvider.GetUtcNow();
        lock (_gate)
        {
            _stretch = budget.Claim(place.Repository, LookSchedule.DemandOf(_known.Values.Select(static known => known.Facts), now, _waking.IsLive));
            _waking.Update(_known.Values.Select(static known => known.Facts));
        }
    }

    private static void Add(List<KnownPullRequest> list, KnownPullRequest known, bool hasChanged)
    {
        if (hasChanged)
        {
            list.Add(known);
        }
    }
}
