using System.Globalization;
using System.Text.Json;

namespace Ao.Plugins.Git.Forge;

/// <summary>Keeps pull requests in references of the control repository, each change as one transaction.</summary>
internal static class PullRequestRecords
{
    public const string All = "refs/ao/pulls/";

    /// <summary>Reads a pull request with the object that its next change must expect.</summary>
    public static async ValueTask<(PullRequestRecord Record, string Id)> GetAsync(ControlRepository control, int number, CancellationToken cancellationToken)
    {
        var text = number > 0 ? await control.ReadTextAsync(MetaOf(number), cancellationToken).ConfigureAwait(false) : null;
        return text is null ? throw new AoException($"There is no pull request {number}. Give the number of one that was opened.") : (Parse(text), text.Id);
    }

    /// <summary>Finds the pull request that an operation opened.</summary>
    public static async ValueTask<PullRequestRecord?> FindAsync(ControlRepository control, OperationKey key, CancellationToken cancellationToken)
    {
        var operation = await control.ReadTextAsync(OperationRef.Of(key), cancellationToken).ConfigureAwait(false);
        if (operation is null)
        {
            return null;
        }

        // A host that was killed in the middle of a transaction may have left the operation without the rest, which it holds.
        var opened = Parse(operation);
        var current = await control.ReadTextAsync(MetaOf(opened.Number), cancellationToken).ConfigureAwait(false);
        if (current is null)
        {
            await control.TryUpdateRefsAsync(cancellationToken, new RefChange(MetaOf(opened.Number), operation.Id)).ConfigureAwait(false);
            current = await control.ReadTextAsync(MetaOf(opened.Number), cancellationToken).ConfigureAwait(false) ?? operation;
        }

        if (await control.ResolveAsync(HeadOf(opened.Number), cancellationToken).ConfigureAwait(false) is null)
        {
            await control.TryUpdateRefsAsync(cancellationToken, new RefChange(HeadOf(opened.Number), opened.HeadRevision)).ConfigureAwait(false);
        }

        return Parse(current);
    }

    /// <summary>Adds a pull request under the next free number, or gives the one that the operation opened meanwhile.</summary>
    public static async ValueTask<PullRequestRecord> AddAsync(ControlRepository control, PullRequestRecord draft, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            if (await FindAsync(control, draft.Key, cancellationToken).ConfigureAwait(false) is { } opened)
            {
                return opened;
            }

            var record = draft with { Number = await NextNumberAsync(control, cancellationToken).ConfigureAwait(false) };
            var blob = await WriteAsync(control, record, cancellationToken).ConfigureAwait(false);
            if (await control.TryUpdateRefsAsync(
                cancellationToken,
                new RefChange(OperationRef.Of(record.Key), blob),
                new RefChange(MetaOf(record.Number), blob),
                new RefChange(HeadOf(record.Number), record.HeadRevision)).ConfigureAwait(false))
            {
                return record;
            }
        }

        throw control.Contended("The pull request");
    }

    /// <summary>Changes a pull request, if nobody changed it meanwhile.</summary>
    public static async ValueTask<bool> TryChangeAsync(ControlRepository control, PullRequestRecord record, string expected, CancellationToken cancellationToken)
    {
        var blob = await WriteAsync(control, record, cancellationToken).ConfigureAwait(false);
        var head = await control.ResolveAsync(HeadOf(record.Number), cancellationToken).ConfigureAwait(false);
        return await control.TryUpdateRefsAsync(cancellationToken, new RefChange(HeadOf(record.Number), record.HeadRevision, head), new RefChange(MetaOf(record.Number), blob, expected)).ConfigureAwait(false);
    }

    private static string MetaOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{All}{number}/meta");

    private static string HeadOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{All}{number}/head");

    private static async ValueTask<int> NextNumberAsync(ControlRepository control, CancellationToken cancellationToken)
    {
        var references = await control.ListRefsAsync(All, cancellationToken).ConfigureAwait(false);
        var operations = await control.ListRefsAsync("refs/ao/operations/", cancellationToken).ConfigureAwait(false);
        var reserved = (await control.ReadTextsAsync([.. operations.Select(static operation => operation.Name)], cancellationToken).ConfigureAwait(false)).Select(static text => Parse(text).Number);
        return references.Select(static reference => int.Parse(reference.Name.Split('/')[3], CultureInfo.InvariantCulture)).Concat(reserved).Append(0).Max() + 1;
    }

    public static PullRequestRecord Parse(RefText text) => text.Read(ForgeJson.Default.PullRequestRecord, "pull request") is var record && IsSound(record)
        ? record
        : throw new AoException($"'{text.Name}' in the forge holds no pull request that could be read. See what wrote it there.");

    /// <summary>Tells whether what becomes an argument of git is what it says: other hosts write to a shared forge as well.</summary>
    private static bool IsSound(PullRequestRecord record) =>
        Revision.IsRevision(record.HeadRevision) && BranchName.Fault(record.HeadBranch) is null && BranchName.Fault(record.BaseBranch) is null && Path.IsPathFullyQualified(record.Target)
        && (record.MergeRevision is null || Revision.IsRevision(record.MergeRevision));

    private static ValueTask<string> WriteAsync(ControlRepository control, PullRequestRecord record, CancellationToken cancellationToken) =>
        control.WriteBlobAsync(JsonSerializer.Serialize(record, ForgeJson.Default.PullRequestRecord), cancellationToken);
}
