using System.Diagnostics;
using Ao.Journal;

namespace Ao.EndToEnd.Tests;

/// <summary>Kills this process, as kill -9 does, at a step: when a fact is durable and nobody was told yet, or before or after a program was run.</summary>
internal sealed class Death(int dieAt) : IJournalObserver
{
    private int _steps;
    private volatile bool _armed;

    public bool IsCertain => dieAt > 0;

    /// <summary>Begins to count.</summary>
    public void Arm() => _armed = true;

    public void Step()
    {
        if (_armed && dieAt > 0 && Interlocked.Increment(ref _steps) == dieAt)
        {
            Process.GetCurrentProcess().Kill();
            Thread.CurrentThread.Join();
        }
    }

    public void OnCommitted(Fact fact) => Step();
}
