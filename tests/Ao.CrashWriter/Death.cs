using System.Diagnostics;

namespace Ao.CrashWriter;

/// <summary>Ends this process as kill -9 does, at a moment that has nothing to do with what it is doing.</summary>
internal static class Death
{
    public static void In(TimeSpan time)
    {
        new Thread(() =>
        {
            using var never = new ManualResetEventSlim();
            never.Wait(time);
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Priority = ThreadPriority.Highest }.Start();
    }
}
