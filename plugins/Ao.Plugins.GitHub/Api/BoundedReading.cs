namespace Ao.Plugins.GitHub.Api;

/// <summary>Reads what comes from outside into bounded memory.</summary>
internal static class BoundedReading
{
    private const int Most = 64 * 1024 * 1024;

    /// <returns>All of it, or <see langword="null"/> where it is longer than the limit.</returns>
    public static async Task<byte[]?> AllAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > limit)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    /// <returns>The last bytes of it. What comes beyond 64 MiB is not waited for, and <see langword="null"/> is given.</returns>
    public static async Task<byte[]?> TailAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var tail = new byte[limit];
        var kept = 0;
        long total = 0;
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            total += read;
            if (total > Most)
            {
                return null;
            }

            var part = buffer.AsSpan(Math.Max(0, read - limit), Math.Min(read, limit));
            var stays = Math.Min(kept, limit - part.Length);
            tail.AsSpan(kept - stays, stays).CopyTo(tail);
            part.CopyTo(tail.AsSpan(stays));
            kept = stays + part.Length;
        }

        return tail[..kept];
    }
}
