using System.Buffers.Binary;
using System.IO.Compression;

namespace Ao.Git.Ledgers;

/// <summary>Packs new objects, so that one run of git writes them all.</summary>
internal sealed class PackWriter(ObjectFormat format)
{
    private readonly Dictionary<string, (int Type, byte[] Content)> _objects = new(StringComparer.Ordinal);

    /// <summary>Adds an object.</summary>
    /// <returns>Its id.</returns>
    public string Add(string type, byte[] content)
    {
        var id = format.IdOf(type, content);
        _objects[id] = (type switch { "commit" => 1, "tree" => 2, _ => 3 }, content);
        return id;
    }

    public byte[] ToArray()
    {
        using var pack = new MemoryStream();
        Span<byte> count = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(count, _objects.Count);
        pack.Write("PACK\0\0\0\u0002"u8);
        pack.Write(count);
        foreach (var (type, content) in _objects.Values)
        {
            WriteHeader(pack, type, content.Length);
            using var compressing = new ZLibStream(pack, CompressionLevel.Optimal, leaveOpen: true);
            compressing.Write(content);
        }

        pack.Write(format.ChecksumOf(pack.GetBuffer().AsSpan(0, (int)pack.Length)));
        return pack.ToArray();
    }

    /// <summary>Writes type and size: four bits of the size beside the type, then seven a byte.</summary>
    private static void WriteHeader(MemoryStream pack, int type, int size)
    {
        var next = (type << 4) | (size & 0xf);
        for (size >>= 4; size > 0; size >>= 7)
        {
            pack.WriteByte((byte)(next | 0x80));
            next = size & 0x7f;
        }

        pack.WriteByte((byte)next);
    }
}
