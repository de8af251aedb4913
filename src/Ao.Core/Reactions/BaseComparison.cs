namespace Ao.Reactions;

/// <summary>What the base branch says of checks that have failed on a change.</summary>
/// <param name="Revision">The head of the pull request.</param>
/// <param name="BaseRevision">The revision of the base branch, or <see langword="null"/> where it could not be asked.</param>
/// <param name="Names">The checks that were asked about.</param>
/// <param name="Failing">Those that fail there too, with the end of their output.</param>
/// <param name="SeenBase">The revision of the base branch that the last look had seen.</param>
internal sealed record BaseComparison(string Revision, string? BaseRevision, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Failing, string? SeenBase = null)
{
    /// <summary>Tells whether the base branch has moved since.</summary>
    /// <param name="now">The revision of the base branch that the last look has seen.</param>
    public bool IsOutdated(string? now) => now is not null && now != BaseRevision && now != SeenBase;
}
