using System.Globalization;
using System.Text;
using System.Text.Json;
using Ao.Commands;
using Ao.Plugins.Git.Workspaces;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Git.Forge;

/// <summary>Runs the configured commands on the merged result of a pull request. A result is kept by tree: the same content is not checked twice.</summary>
internal sealed class Checks(ControlRepositories repositories, Merges merges, Checkouts checkouts, ICommandRunner runner, IOptions<GitOptions> options)
{
    private const int MaxExcerpt = 16 * 1024;
    private readonly KeyedLock _turns = new();

    public async ValueTask<CheckReport> GetAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var (record, _) = await PullRequestRecords.GetAsync(control, number, cancellationToken).ConfigureAwait(false);
        if (options.Value.Checks.Count == 0)
        {
            return new CheckReport(record.HeadRevision, []);
        }

        if (record.MergeRevision is { } merged)
        {
            var tree = await control.ReadAsync(cancellationToken, "rev-parse", "--verify", $"{merged}^{{tree}}").ConfigureAwait(false);
            return await FindAsync(control, record, tree, cancellationToken).ConfigureAwait(false) ?? new CheckReport(record.HeadRevision, []);
        }

        var result = await merges.ComputeAsync(control, record, cancellationToken).ConfigureAwait(false);
        return await RunAsync(control, record, result, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the checks of a merged result, and runs them where they have not run.</summary>
    public async ValueTask<CheckReport> RunAsync(ControlRepository control, PullRequestRecord record, MergedTree merged, CancellationToken cancellationToken)
    {
        if (merged.Tree is null)
        {
            var conflicts = new Check { Name = "merge", State = CheckState.Failed, Excerpt = "Conflicts with the base branch:\n" + Printable.Clean(string.Join('\n', merged.Conflicts.Take(100))) };
            return new CheckReport(record.HeadRevision, [conflicts]);
        }

        using var turn = await _turns.EnterAsync($"{control.Folders.Root}:{merged.Tree}", cancellationToken).ConfigureAwait(false);
        return await FindAsync(control, record, merged.Tree, cancellationToken).ConfigureAwait(false)
            ?? await PerformAsync(control, record, merged, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives what is known of a merged result without running anything.</summary>
    public async ValueTask<CheckReport?> FindAsync(ControlRepository control, PullRequestRecord record, string tree, CancellationToken cancellationToken)
    {
        var text = await control.ReadTextAsync(RefOf(record, tree), cancellationToken).ConfigureAwait(false);
        var report = text is null ? null : JsonSerializer.Deserialize(text.Text, GitJson.Default.CheckReport);
        return report is not null && options.Value.Checks.Keys.All(name => report.Checks.Any(check => check.Name == name)) ? report with { Revision = record.HeadRevision } : null;
    }

    private async ValueTask<CheckReport> PerformAsync(ControlRepository control, PullRequestRecord record, MergedTree merged, CancellationToken cancellationToken)
    {
        var revision = await control.CommitAsync(merged.Tree!, [merged.Base, record.HeadRevision], $"Merged result of pull request {record.Number}\n", record.OpenedAt, cancellationToken).ConfigureAwait(false);
        var checks = new List<Check>();
        foreach (var (name, check) in options.Value.Checks.OrderBy(static check => check.Key, StringComparer.Ordinal))
        {
            // A checkout for each: what one command leaves behind decides nothing for the next.
            var checkout = await checkouts.TakeAsync(control, revision, cancellationToken).ConfigureAwait(false);
            await using var removed = checkout.ConfigureAwait(false);
            checks.Add(await PerformAsync(name, check, checkout.Path, cancellationToken).ConfigureAwait(false));
        }

        var report = new CheckReport(record.HeadRevision, checks);
        var blob = await control.WriteBlobAsync(JsonSerializer.Serialize(report, GitJson.Default.CheckReport), cancellationToken).ConfigureAwait(false);
        await control.ReadAsync(cancellationToken, "update-ref", RefOf(record, merged.Tree!), blob).ConfigureAwait(false);
        return report;
    }

    private async ValueTask<Check> PerformAsync(string name, CheckOptions check, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runner.RunAsync(
                new CommandRequest { Command = new CommandLine(check.Command[0], [.. check.Command.Skip(1)]), WorkingDirectory = folder, Timeout = check.Timeout, OutputLimit = MaxExcerpt, EndsDescendants = true },
                cancellationToken).ConfigureAwait(false);
            var text = Printable.Clean($"{result.Output}\n{result.Error}".Trim());
            text = result.TimedOut ? $"{text}\nIt did not end within {check.Timeout}.".Trim() : text;
            return new Check { Name = name, State = result.Succeeded ? CheckState.Passed : CheckState.Failed, Excerpt = EndOf(text) };
        }
        catch (CommandNotFoundException exception)
        {
            return new Check { Name = name, State = CheckState.Failed, Excerpt = exception.Message };
        }
    }

    /// <summary>Keeps the end of a text, 16 KiB of UTF-8 at most.</summary>
    private static string EndOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxExcerpt ? text : Encoding.UTF8.GetString(bytes.AsSpan(bytes.Length - MaxExcerpt)).TrimStart((char)0xfffd);
    }

    private static string RefOf(PullRequestRecord record, string tree) => string.Create(CultureInfo.InvariantCulture, $"refs/ao/checks/{record.Number}/{tree}");
}
