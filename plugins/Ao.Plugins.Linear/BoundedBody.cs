namespace Ao.Plugins.Linear;

/// <summary>Reads what a server sends, and no more than is expected.</summary>
internal static class BoundedBody
{
    /// <exception cref="HttpRequestException">There is more.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var read = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (read.Length + count > limit)
                {
                    throw new HttpRequestException($"The answer has more than {limit / (1024 * 1024)} MiB.");
                }

                read.Write(buffer, 0, count);
            }

            return read.ToArray();
        }
    }
}
