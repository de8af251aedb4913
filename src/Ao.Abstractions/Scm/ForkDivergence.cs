namespace Ao.Scm;

/// <summary>How far a branch of a fork and the same branch of its source are apart.</summary>
/// <param name="Ahead">How many commits the fork has that the source has not.</param>
/// <param name="Behind">How many commits the source has that the fork has not.</param>
/// <param name="ForkRevision">The newest revision of the fork's branch.</param>
/// <param name="SourceRevision">The newest revision of the source's branch.</param>
public sealed record ForkDivergence(int Ahead, int Behind, string ForkRevision, string SourceRevision);
