using System.IO.Compression;

namespace Ao.Git.Histories;

/// <summary>Stands in for contents that are not here while diffs are made: git gives up at a missing one, and the diffs that come of a stand-in are left out.</summary>
/// <remarks>They lie in a folder that one run of git is told of, and in no repository.</remarks>
internal sealed class Placeholders : IDisposable
{
    private static readonly byte[] s_empty = Empty();
    private readonly string _folder;

    /// <param name="scratch">The folder to make theirs in.</param>
    /// <param name="ids">The contents.</param>
    public Placeholders(string scratch, IEnumerable<string> ids)
    {
        _folder = Path.Combine(scratch, Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(_folder);
        foreach (var id in ids)
        {
            Directory.CreateDirectory(Path.Combine(_folder, id[..2]));
            File.WriteAllBytes(Path.Combine(_folder, id[..2], id[2..]), s_empty);
        }
    }

    /// <summary>Gets the variable that tells git of them.</summary>
    public IReadOnlyDictionary<string, string?> Environment => AlternateObjects.In(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Gives an empty file as git keeps one.</summary>
    private static byte[] Empty()
    {
        using var bytes = new MemoryStream();
        using (var packing = new ZLibStream(bytes, CompressionLevel.Fastest))
        {
            packing.Write("blob 0\0"u8);
        }

        return bytes.ToArray();
    }
}
