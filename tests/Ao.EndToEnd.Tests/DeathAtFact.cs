using System.Diagnostics;
using Ao.Journal;

namespace Ao.EndToEnd.Tests;

/// <summary>Kills this process, as kill -9 does, as soon as a fact of a kind is durable and nobody was told yet.</summary>
internal sealed class DeathAtFact(string kind) : IJournalObserver
{
    public void OnCommitted(Fact fact)
    {
        if (fact.Type == kind)
        {
            Process.GetCurrentProcess().Kill();
            Thread.CurrentThread.Join();
        }
    }
}
