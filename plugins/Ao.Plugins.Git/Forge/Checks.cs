using Ao.Git.Workspaces;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Git.Forge;

/// <summary>Runs the configured commands on the merged result of a pull request. A verdict is kept by check and tree: the same content is not checked twice, unless somebody asks for another attempt.</summary>
internal sealed class Checks(Forges forges, Checkouts checkouts, CheckCommand command, IOptions<GitOptions> options)
{
    private readonly KeyedLock _turns = new();

    public IDictionary<string, CheckOptions> Configured => options.Value.Checks;

    public async ValueTask<CheckReport> GetAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var (record, _) = await PullRequestRecords.GetAsync(control, number, cancellationToken).ConfigureAwait(false);
        var published = await PublishedChecks.ReadAsync(control, record, cancellationToken).ConfigureAwait(false);
        if (Configured.Count == 0)
        {
            return new CheckReport(record.HeadRevision, published);
        }

        if (record.MergeRevision is { } merged)
        {
            // What is merged is not checked any more.
            var tree = await control.ReadAsync(cancellationToken, "rev-parse", "--verify", $"{merged}^{{tree}}").ConfigureAwait(false);
            var known = await FindAsync(control, record, tree, cancellationToken).ConfigureAwait(false);
            return known with { Checks = [.. known.Checks.Where(static check => check.State != CheckState.Pending), .. published] };
        }

        var result = await Merges.ComputeAsync(control, record, cancellationToken).ConfigureAwait(false);
        var ran = await RunAsync(control, record, result, cancellationToken).ConfigureAwait(false);
        return ran with { Checks = [.. ran.Checks, .. published] };
    }

    /// <summary>Gives the checks of the newest revision of a pull request's base branch, and runs those that have not run. All pull requests share them.</summary>
    public async ValueTask<CheckReport> GetBaseAsync(ProjectSource source, int number, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var (record, _) = await PullRequestRecords.GetAsync(control, number, cancellationToken).ConfigureAwait(false);
        var tip = await Merges.TipAsync(control, record, cancellationToken).ConfigureAwait(false);
        var tree = await control.ReadAsync(cancellationToken, "rev-parse", "--verify", $"{tip}^{{tree}}").ConfigureAwait(false);
        var asked = Configured.Where(check => names.Contains(check.Key, StringComparer.Ordinal)).ToArray();
        return new CheckReport(tip, await RunAsync(control, CheckRef.Base, asked, tree, _ => ValueTask.FromResult(tip), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives the checks of a merged result, and runs those that have not run.</summary>
    public async ValueTask<CheckReport> RunAsync(ControlRepository control, PullRequestRecord record, MergedTree merged, CancellationToken cancellationToken) => merged.Tree is { } tree
        ? new CheckReport(record.HeadRevision, await RunAsync(control, record.Number, Configured, tree, token => CommitAsync(control, record, merged, token), cancellationToken).ConfigureAwait(false))
        : new CheckReport(record.HeadRevision, [ConflictOf(merged)]);

    /// <summary>Gives what the configured checks said of a merged result, without running anything; what has said nothing yet is pending.</summary>
    public async ValueTask<CheckReport> FindAsync(ControlRepository control, PullRequestRecord record, string tree, CancellationToken cancellationToken)
    {
        var slots = await CheckRecords.FindAsync(control, record.Number, Configured, tree, cancellationToken).ConfigureAwait(false);
        return new CheckReport(record.HeadRevision, await CheckRecords.ReadAsync(control, slots, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Says that there is no merged result to check.</summary>
    public static Check ConflictOf(MergedTree merged) =>
        new() { Name = "merge", State = CheckState.Failed, Excerpt = "Conflicts with the base branch:\n" + ForgeText.ListPaths(merged.Conflicts, "\n", 100) };

    private static ValueTask<string> CommitAsync(ControlRepository control, PullRequestRecord record, MergedTree merged, CancellationToken cancellationToken) =>
        control.CommitAsync(merged.Tree!, [merged.Base, record.HeadRevision], $"Merged result of pull request {record.Number}\n", record.OpenedAt, cancellationToken);

    private async ValueTask<IReadOnlyList<Check>> RunAsync(ControlRepository control, int number, IEnumerable<KeyValuePair<string, CheckOptions>> asked, string tree, Func<CancellationToken, ValueTask<string>> commit, CancellationToken cancellationToken)
    {
        using var turn = await _turns.EnterAsync($"{control.Folders.Control}:{tree}", cancellationToken).ConfigureAwait(false);
        var slots = await CheckRecords.FindAsync(control, number, asked, tree, cancellationToken).ConfigureAwait(false);
        var known = await CheckRecords.ReadAsync(control, slots, cancellationToken).ConfigureAwait(false);
        if (known.All(static check => check.State != CheckState.Pending))
        {
            return known;
        }

        var revision = await commit(cancellationToken).ConfigureAwait(false);
        var checks = new List<Check>(known.Count);
        foreach (var (slot, check) in slots.Zip(known))
        {
            checks.Add(check.State == CheckState.Pending ? await PerformAsync(control, slot, revision, cancellationToken).ConfigureAwait(false) : check);
        }

        return checks;
    }

    private async ValueTask<Check> PerformAsync(ControlRepository control, CheckSlot slot, string revision, CancellationToken cancellationToken)
    {
        // A checkout for each: what one command leaves behind decides nothing for the next.
        var checkout = await checkouts.TakeAsync(control, revision, cancellationToken).ConfigureAwait(false);
        await using var removed = checkout.ConfigureAwait(false);
        var (said, isVerdict) = await command.RunAsync(slot.Name, Configured[slot.Name], checkout.Path, control.Folders.NewScratch(), cancellationToken).ConfigureAwait(false);
        var check = said with { Attempt = slot.Attempt };
        return isVerdict ? await CheckRecords.KeepAsync(control, slot, check, cancellationToken).ConfigureAwait(false) : check;
    }
}
