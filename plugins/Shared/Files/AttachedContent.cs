using System.Globalization;
using System.Security.Cryptography;
using Ao.Reports;

namespace Ao.Files;

/// <summary>Reads files that go along with issues, within bounds, and names them for a folder.</summary>
internal static class AttachedContent
{
    /// <summary>How many files an issue can have.</summary>
    public const int MaxCount = 100;

    /// <summary>The largest file, in bytes.</summary>
    public const int MaxSize = 8 * 1024 * 1024;

    private const int ChunkSize = 64 * 1024;
    private const int MaxName = 60;

    /// <summary>Reads a file, which has to be what its description says.</summary>
    /// <exception cref="AoException">It is too large, cannot be read, or is another than the hash names.</exception>
    public static async ValueTask<byte[]> ReadAsync(AttachedFile file, CancellationToken cancellationToken)
    {
        var name = Printable.Quote(file.Description.Name);
        var content = new MemoryStream();
        try
        {
            var stream = await file.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var chunk = new byte[ChunkSize];
                while (await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                {
                    content.Write(chunk, 0, count);
                    if (content.Length > MaxSize)
                    {
                        throw new AoException($"The attachment '{name}' has more than {MaxSize} bytes. Attach the part that matters.");
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The attachment '{name}' cannot be read: {Printable.Clean(exception.Message)}", exception);
        }

        var bytes = content.ToArray();
        return bytes.Length == file.Description.Size && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Description.Sha256
            ? bytes
            : throw new AoException($"The attachment '{name}' is not what its hash names. Attach it again.");
    }

    /// <summary>Makes sure that an issue can have some more files.</summary>
    /// <exception cref="AoException">It cannot.</exception>
    public static void RequireRoom(int present, int more)
    {
        if (present + more > MaxCount)
        {
            throw new AoException($"The issue would have {present + more} attachments, and it can have {MaxCount}. Attach fewer, or go on in a new issue.");
        }
    }

    /// <summary>Names a file of an issue in its folder: its number, and of its name what is harmless on every system.</summary>
    public static string FileNameOf(int number, string name)
    {
        var safe = new string([.. name.Select(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-')]).Trim('.', '-');
        return string.Create(CultureInfo.InvariantCulture, $"{number}-{(safe.Length == 0 ? "file" : safe.Length <= MaxName ? safe : safe[^MaxName..].TrimStart('.', '-'))}");
    }
}
