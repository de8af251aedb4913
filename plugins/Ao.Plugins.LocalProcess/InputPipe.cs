using System.Runtime.InteropServices;

namespace Ao.Plugins.LocalProcess;

/// <summary>Writes to the pipe that a program reads, without ever blocking on one that does not.</summary>
internal static class InputPipe
{
    private const int LargestPipe = 1024 * 1024;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    public static void Create(string path)
    {
        if (NativeMethods.MakeFifo(path, 0x180 /* 0600 */) != 0)
        {
            throw new AoException($"The input of the run could not be made at '{Printable.Quote(path)}': {Marshal.GetLastPInvokeErrorMessage()}. Put the data folder on a local file system.");
        }
    }

    public static async Task WriteAsync(MonitoredRun run, ReadOnlyMemory<byte> input, TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var descriptor = await OpenAsync(run, timeout, timeProvider, cancellationToken).ConfigureAwait(false);
        try
        {
            var written = 0;
            var lastProgress = timeProvider.GetTimestamp();
            while (written < input.Length)
            {
                var count = (int)NativeMethods.Write(descriptor, input.Span[written..], input.Length - written);
                if (count > 0)
                {
                    written += count;
                    lastProgress = timeProvider.GetTimestamp();
                    continue;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case NativeMethods.TryAgain:
                        // Room for the whole of a long message, where the system grants it.
                        _ = NativeMethods.Control(descriptor, NativeMethods.SetPipeSize, LargestPipe);
                        break;
                    case NativeMethods.BrokenPipe:
                        throw Ended(run);
                    default:
                        throw new AoException($"The run '{run.Folder.Run}' could not be written to: {Marshal.GetLastPInvokeErrorMessage()}.");
                }

                if (timeProvider.GetElapsedTime(lastProgress) > timeout)
                {
                    throw new AoException($"The program of run '{run.Folder.Run}' does not read its input: {written} of {input.Length} bytes were taken in {timeout.TotalSeconds:0.#} s. Wait for the program, or stop the run.");
                }

                await Task.Delay(s_pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static async Task<int> OpenAsync(MonitoredRun run, TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        while (true)
        {
            var descriptor = NativeMethods.Open(run.Folder.Input, NativeMethods.WriteOnly | NativeMethods.NonBlocking | NativeMethods.CloseOnExec, 0);
            if (descriptor >= 0)
            {
                return descriptor;
            }

            // Right after the start nobody has opened the other end yet.
            if (run.HasEnded || Marshal.GetLastPInvokeError() != NativeMethods.NoSuchDevice || timeProvider.GetElapsedTime(started) > timeout)
            {
                throw Ended(run);
            }

            await Task.Delay(s_pause, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static AoException Ended(MonitoredRun run) => new($"The run '{run.Folder.Run}' cannot be written to: its program has ended or closed its input. Launch the next run with the message.");
}
