namespace Ao.Scm;

/// <summary>A sovereign copy of a project's source.</summary>
/// <param name="Owner">Who owns it.</param>
/// <param name="Location">Where it is.</param>
public sealed record Fork(string Owner, string Location);
