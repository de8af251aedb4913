using System.Text.Json;
using Ao.Plugins.Git.Workspaces;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Git.Forge;

/// <summary>Runs the configured commands on the merged result of a pull request. A verdict is kept by check and tree: the same content is not checked twice.</summary>
internal sealed class Checks(Forges forges, Checkouts checkouts, CheckCommand command, IOptions<GitOptions> options)
{
    private readonly KeyedLock _turns = new();

    public async ValueTask<CheckReport> GetAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var (record, _) = await PullRequestRecords.GetAsync(control, number, cancellationToken).ConfigureAwait(false);
        if (options.Value.Checks.Count == 0)
        {
            return new CheckReport(record.HeadRevision, []);
        }

        if (record.MergeRevision is { } merged)
        {
            // What is merged is not checked any more.
            var tree = await control.ReadAsync(cancellationToken, "rev-parse", "--verify", $"{merged}^{{tree}}").ConfigureAwait(false);
            var known = await FindAsync(control, record, tree, cancellationToken).ConfigureAwait(false);
            return known with { Checks = [.. known.Checks.Where(static check => check.State != CheckState.Pending)] };
        }

        var result = await Merges.ComputeAsync(control, record, cancellationToken).ConfigureAwait(false);
        return await RunAsync(control, record, result, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the checks of a merged result, and runs those that have not run.</summary>
    public async ValueTask<CheckReport> RunAsync(ControlRepository control, PullRequestRecord record, MergedTree merged, CancellationToken cancellationToken)
    {
        if (merged.Tree is null)
        {
            var conflicts = new Check { Name = "merge", State = CheckState.Failed, Excerpt = "Conflicts with the base branch:\n" + ForgeText.ListPaths(merged.Conflicts, "\n", 100) };
            return new CheckReport(record.HeadRevision, [conflicts]);
        }

        using var turn = await _turns.EnterAsync($"{control.Folders.Root}:{merged.Tree}", cancellationToken).ConfigureAwait(false);
        var report = await FindAsync(control, record, merged.Tree, cancellationToken).ConfigureAwait(false);
        return report.Checks.Any(static check => check.State == CheckState.Pending)
            ? await PerformAsync(control, record, merged, report, cancellationToken).ConfigureAwait(false)
            : report;
    }

    /// <summary>Gives what the configured checks said of a merged result, without running anything; what has said nothing yet is pending.</summary>
    public async ValueTask<CheckReport> FindAsync(ControlRepository control, PullRequestRecord record, string tree, CancellationToken cancellationToken)
    {
        var names = options.Value.Checks.Keys.Order(StringComparer.Ordinal).ToArray();
        var references = names.ToDictionary(static name => name, name => CheckRef.Of(record.Number, name, options.Value.Checks[name], tree), StringComparer.Ordinal);
        var texts = await control.ReadTextsAsync([.. references.Values], cancellationToken).ConfigureAwait(false);
        var known = texts.ToDictionary(static text => text.Name, static text => JsonSerializer.Deserialize(text.Text, GitJson.Default.Check)!, StringComparer.Ordinal);
        return new CheckReport(record.HeadRevision, [.. names.Select(name => known.GetValueOrDefault(references[name]) ?? new Check { Name = name, State = CheckState.Pending })]);
    }

    private async ValueTask<CheckReport> PerformAsync(ControlRepository control, PullRequestRecord record, MergedTree merged, CheckReport report, CancellationToken cancellationToken)
    {
        var revision = await control.CommitAsync(merged.Tree!, [merged.Base, record.HeadRevision], $"Merged result of pull request {record.Number}\n", record.OpenedAt, cancellationToken).ConfigureAwait(false);
        var checks = new List<Check>();
        foreach (var check in report.Checks)
        {
            checks.Add(check.State == CheckState.Pending ? await PerformAsync(control, record, merged.Tree!, revision, check.Name, cancellationToken).ConfigureAwait(false) : check);
        }

        return report with { Checks = checks };
    }

    private async ValueTask<Check> PerformAsync(ControlRepository control, PullRequestRecord record, string tree, string revision, string name, CancellationToken cancellationToken)
    {
        var configured = options.Value.Checks[name];

        // A checkout for each: what one command leaves behind decides nothing for the next.
        var checkout = await checkouts.TakeAsync(control, revision, cancellationToken).ConfigureAwait(false);
        await using var removed = checkout.ConfigureAwait(false);
        var (check, isVerdict) = await command.RunAsync(name, configured, checkout.Path, control.Folders.NewScratch(), cancellationToken).ConfigureAwait(false);
        if (isVerdict)
        {
            var blob = await control.WriteBlobAsync(JsonSerializer.Serialize(check, GitJson.Default.Check), cancellationToken).ConfigureAwait(false);
            await control.ReadAsync(cancellationToken, "update-ref", CheckRef.Of(record.Number, name, configured, tree), blob).ConfigureAwait(false);
        }

        return check;
    }
}
