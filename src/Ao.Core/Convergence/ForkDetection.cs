using Ao.Forks;
using Ao.Ledger;
using Ao.Projects;

namespace Ao.Convergence;

/// <summary>Compares the forks of one project. What was compared lives in memory: the first look after a start takes in all that is known, and each later one what is new.</summary>
internal sealed class ForkDetection(Project project, ConvergenceContext context, RecordReader records, HistoryReader histories, ForeignPatterns foreign, FindingRecorder recorder, AnswerTrials trials)
{
    private readonly ForkReading _reading = new();
    private Dictionary<string, string> _ids = [];
    private IReadOnlyList<DetectorIndex>? _indexes;

    /// <summary>Looks once.</summary>
    /// <exception cref="AoException">The ledgers, the own history or a detector failed.</exception>
    public async Task<DetectionRound> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CompareAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // What an index has taken in of it is not known.
            _indexes = null;
            throw;
        }
    }

    private async Task<DetectionRound> CompareAsync(CancellationToken cancellationToken)
    {
        var view = await LoadAsync(cancellationToken).ConfigureAwait(false);
        _reading.BeginRound();
        var before = _ids;
        _ids = IdsOf();

        // Who has got a key since would stand beside itself, under the id that it had before.
        if (_indexes is null || RecordReader.HasFallen(view, _reading) || _ids.Any(fork => before.TryGetValue(fork.Key, out var id) && id != fork.Value))
        {
            _reading.Reset();
            _indexes = null;
        }

        var isFirst = _indexes is null;
        var indexes = _indexes ?? [.. project.Options.Convergence.Detectors.Distinct(StringComparer.Ordinal).Select(name => DetectorIndex.Open(context.Sessions.Plugins, name, project.Options.Convergence))];
        foreach (var news in records.Read(project, view, _reading))
        {
            await TakeAsync(indexes, news, cancellationToken).ConfigureAwait(false);
        }

        await foreach (var news in histories.ReadAsync(project, records.FindPublishers(project, view), _reading, cancellationToken).ConfigureAwait(false))
        {
            await TakeAsync(indexes, news, cancellationToken).ConfigureAwait(false);
        }

        var round = new RoundLog();
        foreach (var index in indexes)
        {
            var findings = await index.TakeAsync(cancellationToken).ConfigureAwait(false);
            await recorder.RecordAsync(project.Id, index.Name, findings, isFirst && !_reading.IsPartial, _reading, view, round, cancellationToken).ConfigureAwait(false);
        }

        _indexes = indexes;
        await ReceiveAsync(view, round, cancellationToken).ConfigureAwait(false);
        await trials.TryAsync(project, cancellationToken).ConfigureAwait(false);
        return new DetectionRound { At = context.Sessions.Time.GetUtcNow(), Forks = [.. _reading.Looks.Values], Found = round.Found, Changed = round.Changed, Gone = round.Gone };
    }

    private Dictionary<string, string> IdsOf()
    {
        var ids = context.PeersOf(project.Id).ToDictionary(static peer => peer.Name, ConvergenceContext.IdOf, StringComparer.Ordinal);
        ids[ForkNames.Self] = context.OwnIdOf(project.Id);
        return ids;
    }

    private static async Task TakeAsync(IReadOnlyList<DetectorIndex> indexes, ForkHistory news, CancellationToken cancellationToken)
    {
        foreach (var index in indexes)
        {
            await index.AddAsync(news, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A project need not have ledgers: its forks are then compared by their histories.</summary>
    private async Task<LedgerView> LoadAsync(CancellationToken cancellationToken) =>
        context.Book.KeyOf(project.Id) is null && context.PeersOf(project.Id).All(static peer => peer.ForkId is null)
            ? LedgerView.Empty
            : await context.Book.LoadAsync(project.Id, cancellationToken).ConfigureAwait(false);

    /// <summary>Takes in what other forks propose and this one has not found.</summary>
    private async Task ReceiveAsync(LedgerView view, RoundLog round, CancellationToken cancellationToken)
    {
        var found = context.Findings.Of(project.Id).Where(static state => state.ReceivedFrom is null).SelectMany(state => foreign.ProposalsOf(state, view)).Select(static one => one.Entry.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (entry, body) in foreign.ProposalsOf(project.Id, view).Where(one => !found.Contains(one.Entry.Id)).ToList())
        {
            await recorder.ReceiveAsync(project.Id, entry.Publisher, entry.Id, ForeignPatterns.ToFinding(entry, body), view, round, cancellationToken).ConfigureAwait(false);
        }
    }
}
