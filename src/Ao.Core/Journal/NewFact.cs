namespace Ao.Journal;

/// <summary>A fact to append.</summary>
/// <param name="Type">The kind, such as <c>session.requested</c>.</param>
/// <param name="Schema">The version of the kind's form.</param>
/// <param name="Data">The content: JSON in UTF-8.</param>
public sealed record NewFact(string Type, int Schema, ReadOnlyMemory<byte> Data);
