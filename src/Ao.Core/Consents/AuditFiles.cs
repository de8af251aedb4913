using System.Runtime.CompilerServices;
using System.Text.Json;
using Ao.Configuration;
using Ao.Effects;
using Microsoft.Extensions.Options;

namespace Ao.Consents;

/// <summary>The files of the audit trail: the trail itself and, apart from it, its head.</summary>
internal sealed class AuditFiles(IOptions<AoOptions> options)
{
    private const int BufferSize = 64 * 1024;
    private const int MaxLineLength = 64 * 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string Folder => Path.Combine(Path.GetFullPath(options.Value.DataFolder), "audit");

    private string Trail => Path.Combine(Folder, "chain.jsonl");

    private string Anchor => Path.Combine(Folder, "anchor.json");

    /// <summary>Gets the length of the trail in bytes.</summary>
    public long Length => File.Exists(Trail) ? new FileInfo(Trail).Length : 0;

    public bool HasAnchor => File.Exists(Anchor);

    /// <summary>Reads the anchor; <see langword="null"/> where it is missing or damaged.</summary>
    public async ValueTask<AuditAnchor?> ReadAnchorAsync(CancellationToken cancellationToken)
    {
        if (!HasAnchor)
        {
            return null;
        }

        try
        {
            var text = await File.ReadAllBytesAsync(Anchor, cancellationToken).ConfigureAwait(false);
            var anchor = JsonSerializer.Deserialize(text, EffectFactsJson.Default.AuditAnchor);
            return anchor is { Hash: not null } && text.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(anchor, EffectFactsJson.Default.AuditAnchor)) ? anchor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Puts the anchor in the place of the one before, all of it or nothing.</summary>
    public async ValueTask WriteAnchorAsync(AuditAnchor anchor, CancellationToken cancellationToken)
    {
        MakeFolder();
        var part = Anchor + ".part";
        await WriteAsync(part, FileMode.Create, JsonSerializer.SerializeToUtf8Bytes(anchor, EffectFactsJson.Default.AuditAnchor), cancellationToken).ConfigureAwait(false);
        File.Move(part, Anchor, overwrite: true);
    }

    /// <summary>Adds lines to the trail. They are on disk when the call returns.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        MakeFolder();
        await WriteAsync(Trail, FileMode.Append, lines, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cuts off what an append that broke off has left.</summary>
    public void Cut(long length)
    {
        using var file = new FileStream(Trail, FileMode.Open, FileAccess.Write, FileShare.Read);
        file.SetLength(length);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads the lines of the trail, without their ends; the last one also where its end is missing.</summary>
    public async IAsyncEnumerable<(ReadOnlyMemory<byte> Line, bool IsWhole)> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(Trail))
        {
            yield break;
        }

        var file = new FileStream(Trail, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            var buffer = new byte[BufferSize];
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length)
                {
                    if (filled >= MaxLineLength)
                    {
                        yield return (buffer.AsMemory(0, filled), false);
                        yield break;
                    }

                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var read = await file.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                filled += read;
                var start = 0;
                for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
                {
                    yield return (buffer.AsMemory(start, end), true);
                }

                buffer.AsSpan(start, filled - start).CopyTo(buffer);
                filled -= start;
            }

            if (filled > 0)
            {
                yield return (buffer.AsMemory(0, filled), false);
            }
        }
    }

    private static async ValueTask WriteAsync(string path, FileMode mode, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, OwnerOnly);
        }
    }
}
