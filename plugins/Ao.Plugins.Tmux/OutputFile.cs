using System.Runtime.InteropServices;
using Ao.Runtimes;
using Microsoft.Win32.SafeHandles;

namespace Ao.Plugins.Tmux;

/// <summary>The output of a run: a file that is only appended to. Of what is too old, the space is given back and a hole stays, so that positions keep their meaning.</summary>
internal static class OutputFile
{
    private const int LongestChunk = 64 * 1024;

    /// <summary>Reads what is at a position, or behind the hole that it is in.</summary>
    /// <returns>The output, or <see langword="null"/> where there is none yet.</returns>
    public static async ValueTask<RunOutput?> ReadAsync(SafeFileHandle file, long cursor, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestChunk];
        while (true)
        {
            var start = FirstData(file, cursor);
            if (start is null)
            {
                return null;
            }

            var count = await RandomAccess.ReadAsync(file, buffer, start.Value, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            // A hole that was made meanwhile would have been read as zeros.
            if (FirstData(file, start.Value) == start)
            {
                return new RunOutput(start.Value, buffer.AsMemory(0, count));
            }
        }
    }

    private static long? FirstData(SafeFileHandle file, long position)
    {
        var found = NativeMethods.Seek(file, position, NativeMethods.SeekData);
        return found >= 0 ? found : Marshal.GetLastPInvokeError() == NativeMethods.NoSuchDevice ? null : position;
    }
}
