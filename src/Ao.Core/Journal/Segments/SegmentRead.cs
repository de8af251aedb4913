namespace Ao.Journal;

/// <summary>A piece of a run's output.</summary>
/// <param name="From">The offset of the first byte: later than asked for when what was before is gone.</param>
/// <param name="Data">The bytes; none at the end.</param>
internal readonly record struct SegmentRead(long From, ReadOnlyMemory<byte> Data)
{
    /// <summary>Gets the offset to go on from.</summary>
    public long Next => From + Data.Length;
}
