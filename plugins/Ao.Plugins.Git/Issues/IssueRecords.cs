using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Ao.Plugins.Git.Forge;

namespace Ao.Plugins.Git.Issues;

/// <summary>Keeps issues in references of the control repository, each change as one transaction.</summary>
internal static class IssueRecords
{
    private const int Batch = 200;

    /// <summary>Reads an issue with the object that its next change must expect.</summary>
    public static async ValueTask<(IssueRecord Record, string Id)?> FindAsync(ControlRepository control, IssuePlace place, int number, CancellationToken cancellationToken) =>
        await control.ReadTextAsync(place.MetaOf(number), cancellationToken).ConfigureAwait(false) is { } text ? (Parse(text), text.Id) : null;

    /// <summary>Finds the issue that an operation created.</summary>
    public static async ValueTask<IssueRecord?> FindAsync(ControlRepository control, IssuePlace place, OperationKey key, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            if (await control.ReadTextAsync(place.OperationOf(key), cancellationToken).ConfigureAwait(false) is not { } operation)
            {
                return null;
            }

            var created = Parse(operation);
            var current = await FindAsync(control, place, created.Number, cancellationToken).ConfigureAwait(false);
            if (current is { } there && there.Record.Operations[0] == key)
            {
                return there.Record;
            }

            // A process that was killed in the middle of its transaction left the operation, which holds the rest. Its number may be another's by now.
            var record = current is null ? created : created with { Number = await NextNumberAsync(control, place, cancellationToken).ConfigureAwait(false) };
            var blob = current is null ? operation.Id : await WriteAsync(control, record, cancellationToken).ConfigureAwait(false);
            var files = await control.ListRefsAsync(place.FilesOf(record.Number), cancellationToken).ConfigureAwait(false);
            var missing = New(place, record, blob).Where(change => files.All(file => file.Name != change.Name));
            if (await control.TryUpdateRefsAsync(cancellationToken, [new RefChange(place.OperationOf(key), blob, operation.Id), .. missing]).ConfigureAwait(false))
            {
                return record;
            }
        }

        throw control.Contended("The issue");
    }

    /// <summary>Adds an issue under the next free number, or gives the one that the operation created meanwhile.</summary>
    public static async ValueTask<IssueRecord> AddAsync(ControlRepository control, IssuePlace place, IssueRecord draft, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            if (await FindAsync(control, place, draft.Operations[0], cancellationToken).ConfigureAwait(false) is { } created)
            {
                return created;
            }

            var record = draft with { Number = await NextNumberAsync(control, place, cancellationToken).ConfigureAwait(false) };
            var blob = await WriteAsync(control, record, cancellationToken).ConfigureAwait(false);
            if (await control.TryUpdateRefsAsync(cancellationToken, [new RefChange(place.OperationOf(record.Operations[0]), blob), .. New(place, record, blob)]).ConfigureAwait(false))
            {
                return record;
            }
        }

        throw control.Contended("The issue");
    }

    /// <summary>Changes an issue, if nobody changed it meanwhile.</summary>
    public static async ValueTask<bool> TryChangeAsync(ControlRepository control, IssuePlace place, IssueRecord record, string expected, CancellationToken cancellationToken)
    {
        var blob = await WriteAsync(control, record, cancellationToken).ConfigureAwait(false);
        var change = new RefChange(place.MetaOf(record.Number), blob, expected);
        if (record.Tree is null)
        {
            return await control.TryUpdateRefsAsync(cancellationToken, change).ConfigureAwait(false);
        }

        var files = place.FilesOf(record.Number);
        var before = (await control.ListRefsAsync(files, cancellationToken).ConfigureAwait(false)).Select(static reference => reference.Id).FirstOrDefault();
        return await control.TryUpdateRefsAsync(cancellationToken, change, new RefChange(files, record.Tree, before)).ConfigureAwait(false);
    }

    /// <summary>Reads all issues, newest first.</summary>
    public static async IAsyncEnumerable<IssueRecord> ListAsync(ControlRepository control, IssuePlace place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var numbers = await NumbersAsync(control, place, cancellationToken).ConfigureAwait(false);
        foreach (var batch in numbers.OrderDescending().Chunk(Batch))
        {
            foreach (var text in await control.ReadTextsAsync([.. batch.Select(place.MetaOf)], cancellationToken).ConfigureAwait(false))
            {
                yield return Parse(text);
            }
        }
    }

    private static IEnumerable<RefChange> New(IssuePlace place, IssueRecord record, string blob) =>
        record.Tree is null ? [new RefChange(place.MetaOf(record.Number), blob)] : [new RefChange(place.MetaOf(record.Number), blob), new RefChange(place.FilesOf(record.Number), record.Tree)];

    private static async ValueTask<int> NextNumberAsync(ControlRepository control, IssuePlace place, CancellationToken cancellationToken) =>
        (await NumbersAsync(control, place, cancellationToken).ConfigureAwait(false)).Append(0).Max() + 1;

    private static async ValueTask<IEnumerable<int>> NumbersAsync(ControlRepository control, IssuePlace place, CancellationToken cancellationToken) =>
        (await control.ListRefsAsync(place.Numbers, cancellationToken).ConfigureAwait(false)).Select(reference => int.Parse(reference.Name[place.Numbers.Length..].Split('/')[0], CultureInfo.InvariantCulture)).Distinct();

    private static IssueRecord Parse(RefText text) => text.Read(ForgeJson.Default.IssueRecord, "issue");

    private static ValueTask<string> WriteAsync(ControlRepository control, IssueRecord record, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(record, ForgeJson.Default.IssueRecord);
        return Encoding.UTF8.GetByteCount(text) <= IssueText.MaxRecord
            ? control.WriteBlobAsync(text, cancellationToken)
            : throw new AoException($"Issue {record.Number} would have more than {IssueText.MaxRecord} bytes with its comments. Close it and go on in a new one.");
    }
}
