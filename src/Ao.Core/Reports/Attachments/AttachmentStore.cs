using System.Security.Cryptography;
using System.Text;
using Ao.AgentTools;
using Ao.Secrets;
using Ao.Sessions;

namespace Ao.Reports;

/// <summary>Keeps the content of attachments under its hash, in files that only the owner reads. What is kept was cleaned of secrets on its way in.</summary>
/// <remarks>Safe for concurrent use. Names never become part of a path.</remarks>
internal sealed class AttachmentStore(DataFolders folders, SecretRedactor redactor) : IDisposable
{
    private const int ChunkSize = 64 * 1024;
    private const int NoteSize = 160;

    // Less of the end of a log says nothing.
    private const int MinEnd = 4 * 1024;
    private const int MaxPartialLine = 4 * 1024;
    private const int HashLength = 64;

    // Each holds a file in memory.
    private readonly SemaphoreSlim _taking = new(4, 4);

    /// <summary>Takes a file in.</summary>
    /// <param name="offered">The file.</param>
    /// <param name="name">The name that it shall have.</param>
    /// <param name="limit">How large it can be. Of a log that is larger the end is kept, with a first line that says so.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <exception cref="AoException">It is too large, is empty or cannot be read, or cannot be kept.</exception>
    public async Task<ReportAttachment> SaveAsync(OfferedAttachment offered, string name, int limit, CancellationToken cancellationToken)
    {
        await _taking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var content = await ReadAsync(offered, name, limit, cancellationToken).ConfigureAwait(false);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            Keep(hash, content);
            return new ReportAttachment { Name = name, Kind = offered.Kind, MediaType = MediaTypeOf(offered.MediaType), Size = content.Length, Sha256 = hash };
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>Gives what is kept of an attachment, as reporters and trackers take it.</summary>
    public AttachedFile Attach(ReportAttachment attachment) => new() { Description = attachment, OpenAsync = cancellationToken => OpenAsync(attachment, cancellationToken) };

    /// <summary>Opens the content of an attachment.</summary>
    /// <exception cref="AoException">It is not there, or is another than the hash says.</exception>
    public async ValueTask<Stream> OpenAsync(ReportAttachment attachment, CancellationToken cancellationToken)
    {
        var path = PathOf(attachment.Sha256);
        byte[] content;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: var length } && length != attachment.Size)
            {
                throw Damaged(path, attachment);
            }

            content = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The content of the attachment '{Printable.Quote(attachment.Name)}' cannot be read from '{path}': {Printable.Clean(exception.Message)} Put the file back, or file the report again.", exception);
        }

        return Convert.ToHexStringLower(SHA256.HashData(content)) == attachment.Sha256 ? new MemoryStream(content, writable: false) : throw Damaged(path, attachment);
    }

    public void Dispose() => _taking.Dispose();

    private static AoException Damaged(string path, ReportAttachment attachment) =>
        new($"'{path}' is damaged: it is not what was kept as the attachment '{Printable.Quote(attachment.Name)}'. Put the file back from a copy, or remove it and file the report again.");

    private static string MediaTypeOf(string offered) =>
        offered.Length <= 100 && offered.Split('/') is [{ Length: > 0 }, { Length: > 0 }] && offered.All(static character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '+' or '-')
            ? offered.ToLowerInvariant()
            : "application/octet-stream";

    private async Task<byte[]> ReadAsync(OfferedAttachment offered, string name, int limit, CancellationToken cancellationToken)
    {
        var buffer = new TailBuffer(limit);
        var cleaning = new StreamRedactor(redactor);
        try
        {
            var stream = await offered.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var chunk = new byte[ChunkSize];
                long read = 0;
                while (await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                {
                    read += count;
                    if (read > AttachmentLimits.MaxRead || (buffer.IsOver && !offered.IsLog))
                    {
                        throw TooLarge(name, limit, read > AttachmentLimits.MaxRead);
                    }

                    cleaning.Push(chunk.AsSpan(0, count), buffer);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new AoException($"The attachment '{Printable.Quote(name)}' cannot be read: {Printable.Clean(exception.Message)}", exception);
        }

        cleaning.Finish(buffer);
        return buffer.Written == 0 ? throw new AoException($"The attachment '{Printable.Quote(name)}' is empty. Leave it out.")
            : !buffer.IsOver ? buffer.End(limit)
            : offered.IsLog && limit > MinEnd ? Shorten(buffer, limit)
            : throw TooLarge(name, limit, isEndless: false);
    }

    private static AoException TooLarge(string name, int limit, bool isEndless) => new(isEndless
        ? $"The attachment '{Printable.Quote(name)}' has more than {AttachmentLimits.Describe(AttachmentLimits.MaxRead)}. Attach the part of the log that matters."
        : $"The attachment '{Printable.Quote(name)}' has more than the {limit} bytes that are left for it: a file can have {AttachmentLimits.Describe(AttachmentLimits.MaxSize)}, all files of a report {AttachmentLimits.Describe(AttachmentLimits.MaxTotal)}. Attach the part that matters.");

    private static byte[] Shorten(TailBuffer buffer, int limit)
    {
        var end = buffer.End(limit - NoteSize);

        // From a whole line on, where lines are of a length that people read.
        var line = end.AsSpan(0, Math.Min(MaxPartialLine, end.Length)).IndexOf((byte)'\n') + 1;
        var kept = end.AsSpan(line);
        return [.. Encoding.UTF8.GetBytes($"[Cut: of {buffer.Written} bytes the last {kept.Length} follow.]\n"), .. kept];
    }

    private void Keep(string hash, byte[] content)
    {
        var path = PathOf(hash);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: var length } && length == content.Length)
            {
                return;
            }

            // Whole under its name or not at all.
            var draft = $"{path}.{Guid.NewGuid():n}";
            OwnerFile.Write(draft, content);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"An attachment cannot be kept as '{path}': {Printable.Clean(exception.Message)} Free space or mend the permissions.", exception);
        }
    }

    private string PathOf(string hash) => hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(folders.AttachmentsOf(hash[..2]), hash)
        : throw new AoException($"'{Printable.Quote(hash)}' is no SHA-256 in lower-case hexadecimal.");
}
