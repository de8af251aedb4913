using System.Runtime.InteropServices;

namespace Ao.Processes;

/// <summary>Sends signals to processes that were made sure of.</summary>
internal static class ProcessSignal
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
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

    /// <summary>Sends a signal to the group that a process leads.</summary>
    /// <returns><see langword="false"/> where the process has ended, or does not lead a group.</returns>
    /// <exception cref="AoException">The system does not allow it.</exception>
    public static bool TrySendToGroup(ProcessIdentity leader, int signal)
    {
        // For a group there is no descriptor on most systems. Its number is the leader's, and that is nobody else's while the leader lives.
        if (!leader.IsAlive())
        {
            return false;
        }

        var result = NativeMethods.Kill(-leader.Pid, signal);
        Check(result, leader);
        return result == 0;
    }

    private static void Check(nint result, ProcessIdentity process)
    {
        if (result < 0 && Marshal.GetLastPInvokeError() == NativeMethods.NotPermitted)
        {
            throw new AoException($"The process {process.Pid} could not be signalled: it belongs to another user. End it as that user.");
        }
    }
}
