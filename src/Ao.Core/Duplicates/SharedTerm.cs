namespace Ao.Duplicates;

/// <summary>A term that two reports share.</summary>
/// <param name="Term">The term, as it was first written, in lower case.</param>
/// <param name="Share">Its part of the text score, from 0 to 1.</param>
public sealed record SharedTerm(string Term, double Share);
