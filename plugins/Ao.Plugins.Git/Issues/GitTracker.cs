using System.Runtime.CompilerServices;
using Ao.Plugins.Git.Forge;
using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.Git.Issues;

/// <summary>The tracker <c>git</c>: issues of the local forge, without a server.</summary>
internal sealed class GitTracker(Forges forges, TimeProvider timeProvider) : ITracker, IOncePerKey, IKeepsOnDisk
{
    // An issue is added by a transaction that expects its key not to be there, and changed by one that expects what was read.
    public bool ActsOncePerKey => true;

    public async ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default)
    {
        var place = IssuePlace.Of(source, forges.AreShared);
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return IssuePlace.NumberOf(id) is { } number && await IssueRecords.FindAsync(control, place, number, cancellationToken).ConfigureAwait(false) is { } found ? found.Record.Describe() : null;
    }

    public async IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var place = IssuePlace.Of(source, forges.AreShared);
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var words = query.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        await foreach (var record in IssueRecords.ListAsync(control, place, cancellationToken).ConfigureAwait(false))
        {
            if ((query.IncludeClosed || record.Open)
                && query.Labels.All(label => record.Labels.Contains(label, StringComparer.Ordinal))
                && words.All(word => record.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || record.Body.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                yield return record.Describe();
            }
        }
    }

    public async ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        var place = IssuePlace.Of(source, forges.AreShared);
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return (await IssueRecords.FindAsync(control, place, key, cancellationToken).ConfigureAwait(false))?.Describe();
    }

    public async ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var place = IssuePlace.Of(request.Source, forges.AreShared);
        var draft = new IssueRecord
        {
            Number = 0,
            Location = place.Location,
            Title = IssueText.Title(request.Title),
            Body = IssueText.Text("body", request.Body),
            Labels = IssueText.Words("labels", request.Labels),
            Assignees = IssueText.Words("assignees", request.Assignees),
            CreatedAt = timeProvider.GetUtcNow(),
            Operations = [request.Key],
        };
        var control = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var files = await IssueFiles.WriteAsync(control, 0, request.Attachments, cancellationToken).ConfigureAwait(false);
        draft = draft with { Files = files, Tree = await IssueFiles.TreeOfAsync(control, files, cancellationToken).ConfigureAwait(false) };

        // The transaction is what holds; the lock keeps the callers of one host from trying again and again.
        using var held = await control.LockAsync(cancellationToken).ConfigureAwait(false);
        return (await IssueRecords.AddAsync(control, place, draft, cancellationToken).ConfigureAwait(false)).Describe();
    }

    public async ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var place = IssuePlace.Of(update.Source, forges.AreShared);
        var control = await forges.OfAsync(update.Source, cancellationToken).ConfigureAwait(false);
        using var held = await control.LockAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            var (record, expected) = IssuePlace.NumberOf(update.Id) is { } number && await IssueRecords.FindAsync(control, place, number, cancellationToken).ConfigureAwait(false) is { } found
                ? found
                : throw new AoException($"There is no issue '{Printable.Quote(update.Id)}' of '{Printable.Quote(place.Location)}'. Ids are numbers: 1, 2, 3 and so on.");
            if (record.Operations.Contains(update.Key))
            {
                return record.Describe();
            }

            var changed = Change(record, update);
            if (update.Attachments.Count > 0)
            {
                IReadOnlyList<IssueFileRecord> files = [.. record.Files, .. await IssueFiles.WriteAsync(control, record.Files.Count, update.Attachments, cancellationToken).ConfigureAwait(false)];
                changed = changed with { Files = files, Tree = await IssueFiles.TreeOfAsync(control, files, cancellationToken).ConfigureAwait(false) };
            }

            if (await IssueRecords.TryChangeAsync(control, place, changed, expected, cancellationToken).ConfigureAwait(false))
            {
                return changed.Describe();
            }
        }

        throw control.Contended($"Issue {update.Id}");
    }

    private IssueRecord Change(IssueRecord record, IssueUpdate update) => record with
    {
        Title = update.Title is { } title ? IssueText.Title(title) : record.Title,
        Body = update.Body is { } body ? IssueText.Text("body", body) : record.Body,
        Open = update.IsOpen ?? record.Open,
        Labels = update.Labels is { } labels ? IssueText.Words("labels", labels) : record.Labels,
        Assignees = update.Assignees is { } assignees ? IssueText.Words("assignees", assignees) : record.Assignees,
        Comments = update.Comment is { } text ? [.. record.Comments, new IssueComment(null, timeProvider.GetUtcNow(), IssueText.Text("comment", text))] : record.Comments,
        Operations = [.. record.Operations, update.Key],
    };
}
