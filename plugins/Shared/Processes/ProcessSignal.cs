using System.Runtime.InteropServices;

namespace Ao.Processes;

/// <summary>Sends signals to processes that were made sure of.</summary>
internal static class ProcessSignal
{
    public const int HangUp = 1;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;

    /// <summary>Sends a signal. A process that has ended, or whose number another one has by now, gets none.</summary>
    /// <exception cref="AoException">The system does not allow it.</exception>
    public static void Send(ProcessIdentity process, int signal)
    {
        // The descriptor is taken first and the identity checked behind it: from then on it can only mean this process.
        var descriptor = (int)NativeMethods.Call(NativeMethods.PidfdOpen, process.Pid, 0, 0, 0);
        if (descriptor < 0)
        {
            // Before Linux 5.3 there is no such descriptor; what remains is a check right before the signal.
            if (Marshal.GetLastPInvokeError() == NativeMethods.NoSuchCall && process.IsAlive())
            {
                Check(NativeMethods.Kill(process.Pid, signal), process);
            }

            return;
        }

        try
        {
            if (process.IsAlive())
            {
                Check(NativeMethods.Call(NativeMethods.PidfdSendSignal, descriptor, signal, 0, 0), process);
            }
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static void Check(nint result, ProcessIdentity process)
    {
        if (result < 0 && Marshal.GetLastPInvokeError() == NativeMethods.NotPermitted)
        {
            throw new AoException($"The process {process.Pid} could not be signalled: it belongs to another user. End it as that user.");
        }
    }
}
