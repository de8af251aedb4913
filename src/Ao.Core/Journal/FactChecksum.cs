using System.Text;

namespace Ao.Journal;

/// <summary>The checksum of a fact as it is stored: over everything in its row.</summary>
internal static class FactChecksum
{
    // Names have 512 characters at most, of at most three bytes.
    private const int NameBytes = 512 * 3;

    /// <summary>Gives the checksum.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="previous">The position of the fact before it in its stream; 0 for the first.</param>
    public static uint Of(Fact fact, long previous)
    {
        var checksum = Crc32C.Start;
        foreach (var number in (ReadOnlySpan<long>)[fact.Position, fact.Version, fact.Epoch, fact.Schema, FactTime.ToStored(fact.At), previous])
        {
            checksum = Crc32C.Add(checksum, number);
        }

        checksum = Add(Add(checksum, fact.Stream), fact.Type);
        return Crc32C.Finish(Crc32C.Add(checksum, fact.Data.Span));
    }

    private static uint Add(uint checksum, string name)
    {
        Span<byte> buffer = stackalloc byte[NameBytes];
        var bytes = Encoding.UTF8.TryGetBytes(name, buffer, out var length) ? buffer[..length] : Encoding.UTF8.GetBytes(name);

        // With its length, so that what moves from one name into the next shows.
        return Crc32C.Add(Crc32C.Add(checksum, bytes.Length), bytes);
    }
}
