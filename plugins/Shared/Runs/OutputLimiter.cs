using System.Runtime.InteropServices;
using Ao.Processes;

namespace Ao.Runs;

/// <summary>Gives the beginning of a growing file back to the file system, so that positions in the rest stay what they are.</summary>
internal static class OutputLimiter
{
    private const long Block = 4096;

    /// <summary>Says up to where a file of a length is to be released, or where it starts now while that is not worth a call.</summary>
    public static long FloorOf(long length, long limit, long floor)
    {
        var wanted = Math.Max(length - limit, 0) / Block * Block;
        return wanted - floor >= Math.Clamp(limit / 8, Block, 1024 * 1024) ? wanted : floor;
    }

    /// <summary>Finds the first byte that was not released.</summary>
    public static long FindFloor(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var floor = NativeMethods.Seek(handle, 0, NativeMethods.SeekData);
        if (floor >= 0)
        {
            return floor;
        }

        // Nothing but a hole up to the end, or a file system that knows no holes.
        return Marshal.GetLastPInvokeError() == NativeMethods.NoSuchDevice ? RandomAccess.GetLength(handle) : 0;
    }

    /// <summary>Releases the beginning of a file.</summary>
    /// <returns><see langword="false"/> where the file system cannot.</returns>
    public static bool Release(string file, long from, long to)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        return NativeMethods.Allocate(handle, NativeMethods.KeepSizeAndPunchHole, from, to - from) == 0
            || Marshal.GetLastPInvokeError() is not (NativeMethods.NotSupported or NativeMethods.NoSuchCall);
    }
}
