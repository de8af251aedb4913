using System.Globalization;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Reads many pull requests in one look. While nothing changes it costs one process for the forge and one for each repository that they go into, however many they are.</summary>
internal sealed class PullRequestLooks(Forges forges, BaseTips bases, Checks checks, PullRequests pullRequests, ThreadPlaces places)
{
    private const int MaxCached = 20_000;
    private const int TextsAtOnce = 1000;
    private readonly BoundedCache<string, PullRequestRecord> _records = new(MaxCached);
    private readonly BoundedCache<(string Forge, string Tip, string Head), MergedTree> _merges = new(MaxCached);

    public async ValueTask<PullRequestReadings> ReadAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var forge = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var asked = numbers.ToHashSet();
        var look = await ForgeLook.TakeAsync(forge, asked, cancellationToken).ConfigureAwait(false);
        var records = await RecordsAsync(forge, look, cancellationToken).ConfigureAwait(false);
        var open = records.Where(static record => record.State == PullRequestState.Open).ToArray();
        var tips = await bases.ReadAsync(source, open, cancellationToken).ConfigureAwait(false);
        var mark = look.MarkWith([
            .. asked.Order().Select(static number => number.ToString(CultureInfo.InvariantCulture)),
            .. tips.Select(static tip => $"{tip.Key.Target}\t{tip.Key.Branch}\t{tip.Value}").Order(StringComparer.Ordinal),
            .. checks.Configured.Select(static check => CheckRef.PlaceOf(CheckRef.Base, check.Key, check.Value, "")).Order(StringComparer.Ordinal)]);
        return mark == cursor
            ? new PullRequestReadings(mark, null)
            : new PullRequestReadings(mark, await DescribeAsync(source, forge, look, records, tips, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads the records that are not known yet. An object never changes, so a known one is not read again.</summary>
    private async ValueTask<IReadOnlyList<PullRequestRecord>> RecordsAsync(ControlRepository forge, ForgeLook look, CancellationToken cancellationToken)
    {
        var unknown = look.Metas.Values.Where(id => !_records.TryGet(id, out _)).Distinct(StringComparer.Ordinal).ToArray();
        var read = new Dictionary<string, PullRequestRecord>(StringComparer.Ordinal);
        foreach (var (id, text) in await ReadAsync(forge, unknown, cancellationToken).ConfigureAwait(false))
        {
            _records.Set(id, read[id] = PullRequestRecords.Parse(text));
        }

        return [.. look.Metas.OrderBy(static meta => meta.Key).Select(meta => read.TryGetValue(meta.Value, out var record) || _records.TryGet(meta.Value, out record) ? record : null).OfType<PullRequestRecord>()];
    }

    private async ValueTask<IReadOnlyList<PullRequestReading>> DescribeAsync(
        ProjectSource source, ControlRepository forge, ForgeLook look, IReadOnlyList<PullRequestRecord> records, IReadOnlyDictionary<(string Target, string Branch), string> tips, CancellationToken cancellationToken)
    {
        var merges = await MergeAsync(forge, records.Where(static record => record.State == PullRequestState.Open), tips, cancellationToken).ConfigureAwait(false);
        var slots = records.ToDictionary(static record => record.Number, record => merges.GetValueOrDefault(record.Number)?.Tree is { } tree ? SlotsOf(look, record, tree) : []);
        var ids = slots.Values.SelectMany(static slot => slot).Select(static slot => slot.Id).OfType<string>().Concat(records.SelectMany(record => look.Reviews[record.Number].Concat(look.Threads[record.Number]).Concat(look.PublishedOf(record))));
        var texts = await ReadAsync(forge, [.. ids.Distinct(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        var readings = new List<PullRequestReading>(records.Count);
        foreach (var record in records)
        {
            var merged = merges.GetValueOrDefault(record.Number);
            var reviews = Reviews.Order(look.Reviews[record.Number].Where(texts.ContainsKey).Select(id => texts[id]));
            var threads = look.Threads[record.Number].Where(texts.ContainsKey).Select(id => ThreadRecords.Parse(texts[id])).OrderBy(static thread => thread.Number).ToArray();
            IReadOnlyList<Check> known = merged is { Tree: null } && checks.Configured.Count > 0 ? [Checks.ConflictOf(merged)]
                : merged is null && record.State == PullRequestState.Open ? [.. checks.Configured.Keys.Order(StringComparer.Ordinal).Select(static name => CheckRecords.Pending(name, 1))]
                : [.. slots[record.Number].Select(slot => CheckRecords.Describe(slot, texts))];
            Check[] shown = [.. known, .. PublishedChecks.Describe(look.PublishedOf(record).Where(texts.ContainsKey).Select(id => texts[id]))];
            readings.Add(new PullRequestReading
            {
                PullRequest = look.IsPrepared(record) && record.State == PullRequestState.Open
                    ? await pullRequests.GetAsync(source, record.Number, cancellationToken).ConfigureAwait(false)
                    : Describe(record, merged, known, Reviews.ObjectorOf(reviews, record.HeadRevision) is not null),
                BaseRevision = merged?.Base,
                Checks = new CheckReport(record.HeadRevision, shown),
                Reviews = reviews,
                Threads = await places.DescribeAsync(forge, threads, record.HeadRevision, cancellationToken).ConfigureAwait(false),
            });
        }

        return readings;
    }

    private static PullRequest Describe(PullRequestRecord record, MergedTree? merged, IReadOnlyList<Check> known, bool isObjectedTo) =>
        merged is null ? record.Describe()
        : merged.Tree is null ? record.Describe(Mergeability.Conflicting, merged.Conflicts)
        : record.Describe(PullRequests.MergeabilityOf(known, isObjectedTo));

    private IReadOnlyList<CheckSlot> SlotsOf(ForgeLook look, PullRequestRecord record, string tree) =>
        [.. checks.Configured.OrderBy(static check => check.Key, StringComparer.Ordinal).Select(check => look.Checks.Find(record.Number, check.Key, check.Value, tree))];

    /// <summary>Gives the merged results by number, and computes those whose head or base has moved.</summary>
    private async ValueTask<IReadOnlyDictionary<int, MergedTree>> MergeAsync(ControlRepository forge, IEnumerable<PullRequestRecord> open, IReadOnlyDictionary<(string Target, string Branch), string> tips, CancellationToken cancellationToken)
    {
        var merges = new Dictionary<int, MergedTree>();
        var missing = new List<(PullRequestRecord Record, string Tip)>();
        foreach (var record in open)
        {
            if (!tips.TryGetValue((record.Target, record.BaseBranch), out var tip))
            {
                continue;
            }

            if (_merges.TryGet((forge.Folders.Control, tip, record.HeadRevision), out var known))
            {
                merges[record.Number] = known;
            }
            else if (await BaseTips.TakeAsync(forge, record.Target, record.BaseBranch, tip, cancellationToken).ConfigureAwait(false))
            {
                missing.Add((record, tip));
            }
        }

        foreach (var batch in missing.Chunk(TextsAtOnce))
        {
            var computed = await Merges.ComputeAsync(forge, [.. batch.Select(static pair => (pair.Tip, pair.Record.HeadRevision))], cancellationToken).ConfigureAwait(false);
            foreach (var ((record, tip), merged) in batch.Zip(computed))
            {
                _merges.Set((forge.Folders.Control, tip, record.HeadRevision), merged);
                merges[record.Number] = merged;
            }
        }

        return merges;
    }

    private static async ValueTask<Dictionary<string, RefText>> ReadAsync(ControlRepository forge, string[] ids, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, RefText>(StringComparer.Ordinal);
        foreach (var batch in ids.Chunk(TextsAtOnce))
        {
            foreach (var text in await forge.ReadTextsAsync(batch, cancellationToken).ConfigureAwait(false))
            {
                texts[text.Id] = text;
            }
        }

        return texts;
    }
}
