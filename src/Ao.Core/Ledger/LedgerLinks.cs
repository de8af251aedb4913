using Ao.Ledger.Bodies;

namespace Ao.Ledger;

/// <summary>Adds to own ledgers what people say of two records or changes.</summary>
internal sealed class LedgerLinks(ILedgerBook book)
{
    /// <summary>Adds a link. The same again is the same record.</summary>
    public async Task<LedgerEntry> AddAsync(ProjectId project, LedgerLink link, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        var relation = LedgerRelations.Of(link.Relation);
        Check(link.A);
        Check(link.B);
        if (link.A == link.B)
        {
            throw new AoException($"'{Printable.Quote(link.A)}' cannot be related to itself. Name two records or revisions.");
        }

        if (link.Relation == LedgerRelation.Supersedes)
        {
            await CheckOwnAsync(project, link, cancellationToken).ConfigureAwait(false);
        }

        var body = new LinkBody { A = link.A, B = link.B, Relation = relation };
        return await book.AppendAsync(project, LedgerKinds.Link, LedgerBody.Write(body, LedgerBodiesJson.Default.LinkBody), null, cancellationToken).ConfigureAwait(false);
    }

    private static void Check(string reference)
    {
        if (reference is not { Length: 40 or 64 } || !reference.All(char.IsAsciiHexDigitLower))
        {
            throw new AoException($"'{Printable.Quote(ShortText.Of(reference ?? "", 100))}' is neither the id of a record nor a revision. Write its 40 or 64 hexadecimal digits, in lower case.");
        }
    }

    private async Task CheckOwnAsync(ProjectId project, LedgerLink link, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(project, cancellationToken).ConfigureAwait(false);
        var own = book.KeyOf(project) is { } key && view.Publishers.TryGetValue(key.ForkId, out var publisher) ? publisher : null;
        foreach (var id in new[] { link.A, link.B })
        {
            if (own?.Find(id) is not { } record)
            {
                throw new AoException($"The own ledger of project '{project}' has no record '{Printable.Quote(id)}', and one record stands in the place of another of the same ledger only. List the records and use ids from there.");
            }

            if (record.Kind is LedgerKinds.Identity or LedgerKinds.Withdraw)
            {
                throw new AoException($"A record of the kind '{record.Kind}' is not replaced by a link. {(record.Kind == LedgerKinds.Identity ? "Declare the fork anew." : "Publish what it took back anew.")}");
            }
        }
    }
}
