using System.Buffers;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Reads bodies without trusting their size.</summary>
internal static class BoundedBody
{
    private const int Block = 64 * 1024;

    /// <summary>Reads a body whole.</summary>
    /// <returns>The bytes, or <see langword="null"/> where there are more than the limit.</returns>
    public static async ValueTask<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = stream.ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                if (body.Length + read > limit)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }

            return body.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads the end of a body.</summary>
    /// <returns>The last bytes, and whether the end was reached: a body longer than the limit is given up there.</returns>
    public static async ValueTask<(byte[] Tail, bool IsEnd)> ReadTailAsync(HttpContent content, int keep, long limit, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = stream.ConfigureAwait(false);
        var kept = new byte[keep * 2];
        var length = 0;
        var total = 0L;
        while (true)
        {
            if (length == kept.Length)
            {
                kept.AsSpan(keep).CopyTo(kept);
                length = keep;
            }

            var read = await stream.ReadAsync(kept.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read;
            total += read;
            if (read == 0 || total >= limit)
            {
                return (kept.AsSpan(Math.Max(0, length - keep), Math.Min(keep, length)).ToArray(), read == 0);
            }
        }
    }
}
