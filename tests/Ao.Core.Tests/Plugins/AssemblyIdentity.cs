using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Ao.Core.Tests.Plugins;

/// <summary>Makes an assembly another one: a copy with another version and module id.</summary>
internal static class AssemblyIdentity
{
    public static void Change(string path, ushort majorVersion)
    {
        var bytes = File.ReadAllBytes(path);
        using var file = new PEReader(new MemoryStream(bytes));
        var reader = file.GetMetadataReader();
        var metadata = file.PEHeaders.MetadataStartOffset;
        // A row of the table begins with four bytes that name a hash algorithm.
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(metadata + reader.GetTableMetadataOffset(TableIndex.Assembly) + 4), majorVersion);
        Guid.NewGuid().TryWriteBytes(bytes.AsSpan(metadata + reader.GetHeapMetadataOffset(HeapIndex.Guid)));
        File.WriteAllBytes(path, bytes);
    }
}
