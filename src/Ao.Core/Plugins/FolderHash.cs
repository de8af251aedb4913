using System.Security.Cryptography;
using System.Text;

namespace Ao.Plugins;

/// <summary>Hashes a plugin's folder: every file, by name and content.</summary>
/// <remarks>It is what <c>find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum</c> prints in the folder, so that a person can compute it with
/// other means than the host that checks it.</remarks>
internal static class FolderHash
{
    private const int MaxFiles = 5_000;

    private static readonly EnumerationOptions s_everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Gives the hash, in hexadecimal.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="InvalidDataException">The folder holds what has no hash.</exception>
    public static string Compute(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, path) in FilesIn(folder))
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(content))}  "));
            hash.AppendData(name);
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static SortedList<byte[], string> FilesIn(string folder)
    {
        // By bytes, as no language's rules order them.
        var files = new SortedList<byte[], string>(Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", s_everything))
        {
            var name = Path.GetRelativePath(folder, entry.FullName);
            name = OperatingSystem.IsWindows() ? name.Replace('\\', '/') : name;
            if (entry.LinkTarget is not null)
            {
                throw new InvalidDataException($"{Printable.Quote(entry.FullName)} is a link, and what it leads to could be changed from elsewhere. Put the file itself there.");
            }

            if (name.Any(static character => char.IsControl(character) || character == '\\'))
            {
                throw new InvalidDataException($"{Printable.Quote(entry.FullName)} has a control character or a backslash in its name. Remove it.");
            }

            if (entry is FileInfo)
            {
                files.Add(Encoding.UTF8.GetBytes($"./{name}"), entry.FullName);
            }

            if (files.Count > MaxFiles)
            {
                throw new InvalidDataException($"{folder} holds more than {MaxFiles} files.");
            }
        }

        return files;
    }
}
