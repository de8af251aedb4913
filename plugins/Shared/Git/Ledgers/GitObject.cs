namespace Ao.Git.Ledgers;

/// <summary>An object of a repository, as it was read.</summary>
/// <param name="Type">What it is: <c>commit</c>, <c>tree</c>, <c>blob</c> or <c>tag</c>.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Content">The bytes; <see langword="null"/> where they were not asked for, or are more than were asked for.</param>
internal sealed record GitObject(string Type, long Size, ReadOnlyMemory<byte>? Content);
