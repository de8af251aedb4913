namespace Ao.Processes;

/// <summary>Reads files under /proc. A process that is gone, or another user's, is no exception there but the usual case.</summary>
internal static class ProcFile
{
    /// <summary>Reads as much of a file as the buffer takes.</summary>
    /// <returns>The number of bytes, or -1 where the file cannot be read.</returns>
    public static int Read(string path, Span<byte> buffer)
    {
        var descriptor = NativeMethods.Open(path, NativeMethods.ReadOnly | NativeMethods.CloseOnExec, 0);
        if (descriptor < 0)
        {
            return -1;
        }

        var total = 0;
        while (total < buffer.Length)
        {
            var count = (int)NativeMethods.Read(descriptor, buffer[total..], buffer.Length - total);
            if (count < 0)
            {
                total = -1;
                break;
            }

            if (count == 0)
            {
                break;
            }

            total += count;
        }

        _ = NativeMethods.Close(descriptor);
        return total;
    }
}
