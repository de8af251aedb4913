using System.Text.Json;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Forks on the local forge: bare copies of the source in the plugin's data folder.</summary>
internal sealed class Forks(Forges forges, SourceInspector sources, FolderRemoval removal)
{
    private const int MaxOwner = 39;

    public async ValueTask<Fork?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return (await ListAsync(control, cancellationToken).ConfigureAwait(false)).Where(fork => fork.Key == key).Select(static fork => new Fork(fork.Owner, fork.Location)).FirstOrDefault();
    }

    public async ValueTask<Fork> CreateAsync(ForkRequest request, CancellationToken cancellationToken)
    {
        var owner = RequireOwner(request.Owner);
        var control = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var source = await sources.OpenAsync(request.Source, cancellationToken).ConfigureAwait(false);
        using var held = await control.LockAsync(cancellationToken).ConfigureAwait(false);
        var record = new ForkRecord(request.Key, owner, control.Folders.ForkOf(owner));
        var there = (await ListAsync(control, cancellationToken).ConfigureAwait(false)).FirstOrDefault(fork => fork.Owner == owner || fork.Key == request.Key);
        if (there is not null)
        {
            return there.Key == request.Key && there.Owner == owner
                ? new Fork(owner, there.Location)
                : throw new AoException($"A fork of project '{request.Source.Project}' for '{there.Owner}' is there already: '{there.Location}'. Use it, or name another owner.");
        }

        // A folder without a record was made by a host that ended then: nobody has pushed to it.
        await removal.RemoveAsync(record.Location, cancellationToken).ConfigureAwait(false);
        var draft = control.Folders.NewForkDraft();
        await control.ReadAsync(new GitCall("clone", "--quiet", "--bare", "--template=", "--no-hardlinks", "--", source.Location, draft), cancellationToken).ConfigureAwait(false);
        Directory.Move(draft, record.Location);
        var blob = await control.WriteBlobAsync(JsonSerializer.Serialize(record, ForgeJson.Default.ForkRecord), cancellationToken).ConfigureAwait(false);
        if (await control.TryUpdateRefsAsync(cancellationToken, new RefChange($"refs/ao/forks/{owner}", blob)).ConfigureAwait(false))
        {
            return new Fork(owner, record.Location);
        }

        if (control.Folders.IsShared)
        {
            await removal.RemoveAsync(record.Location, cancellationToken).ConfigureAwait(false);
        }

        throw new AoException($"A fork of project '{request.Source.Project}' for '{owner}' was made at the same time by another host. Use it.");
    }

    public static async ValueTask<IReadOnlyList<ForkRecord>> ListAsync(ControlRepository control, CancellationToken cancellationToken)
    {
        var references = await control.ListRefsAsync("refs/ao/forks/", cancellationToken).ConfigureAwait(false);
        var texts = await control.ReadTextsAsync([.. references.Select(static reference => reference.Name)], cancellationToken).ConfigureAwait(false);
        return [.. texts.Select(static text => JsonSerializer.Deserialize(text.Text, ForgeJson.Default.ForkRecord)!)];
    }

    private static string RequireOwner(string owner) =>
        owner is { Length: > 0 and <= MaxOwner } && owner.All(static character => char.IsAsciiLetterOrDigit(character) || character == '-') && owner[0] != '-' && owner[^1] != '-'
            ? owner
            : throw new AoException($"'{Printable.Quote(owner)}' cannot own a fork. Use 1 to {MaxOwner} letters, digits and '-', not first or last a hyphen.");
}
