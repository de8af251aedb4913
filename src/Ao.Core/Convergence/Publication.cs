namespace Ao.Convergence;

/// <summary>What a project publishes, ready to be put into its ledger.</summary>
/// <param name="Drafts">The records.</param>
/// <param name="LeftOut">What is left out, and why.</param>
/// <param name="Published">How many records are in the ledger already.</param>
internal sealed record Publication(IReadOnlyList<RedactedDraft> Drafts, IReadOnlyList<LeftOutRecord> LeftOut, int Published)
{
    public PublicationPreview View => new()
    {
        Records = [.. Drafts.Select(static draft => new PlannedRecord
        {
            Kind = draft.Draft.Kind,
            Subject = draft.Subject,
            Content = System.Text.Encoding.UTF8.GetString(draft.Draft.Body.Span),
            SourceSession = draft.Draft.SourceSession,
            Redactions = draft.Redactions,
        })],
        LeftOut = LeftOut,
        Published = Published,
    };
}
