using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Ao.Architecture.Tests;

/// <summary>Reads from an assembly's metadata what it refers to.</summary>
internal static class AssemblyReferenceReader
{
    public static IReadOnlyList<string> Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(reference => reader.GetString(reader.GetAssemblyReference(reference).Name))];
    }
}
