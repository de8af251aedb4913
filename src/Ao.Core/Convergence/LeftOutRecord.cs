namespace Ao.Convergence;

/// <summary>Something that could be published and is not.</summary>
/// <param name="Kind">The kind of record that it would be.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Reason">Why not.</param>
public sealed record LeftOutRecord(string Kind, string Subject, string Reason);
