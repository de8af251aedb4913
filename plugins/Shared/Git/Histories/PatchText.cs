namespace Ao.Git.Histories;

/// <summary>A commit's diff.</summary>
/// <param name="Bytes">The diff as git writes it, without files that are no text.</param>
/// <param name="IsPartial">Whether it is not all.</param>
internal sealed record PatchText(ReadOnlyMemory<byte> Bytes, bool IsPartial)
{
    public static PatchText Unknown { get; } = new(ReadOnlyMemory<byte>.Empty, IsPartial: true);
}
