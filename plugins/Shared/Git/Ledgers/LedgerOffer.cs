namespace Ao.Git.Ledgers;

/// <summary>What a place says it holds of a chain.</summary>
/// <param name="Reference">Under which reference.</param>
/// <param name="Head">The chain's head.</param>
internal sealed record LedgerOffer(string Reference, string Head)
{
    /// <summary>Finds a chain among references: as a reference of its own, else as a branch.</summary>
    public static LedgerOffer? Find(IReadOnlyDictionary<string, string> references, string forkId) =>
        new[] { LedgerRefs.Own(forkId), LedgerRefs.Branch(forkId) }
            .Where(references.ContainsKey)
            .Select(reference => new LedgerOffer(reference, references[reference]))
            .FirstOrDefault();
}
