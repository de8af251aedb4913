using Ao.Journal;

namespace Ao.Core.Tests.Sessions;

/// <summary>The life of a host, in steps: before and after each append and each call of a plugin. It can end at any of them.</summary>
/// <remarks>From then on every step fails: a dead host writes nothing, causes nothing and learns nothing, whatever is still running of it.</remarks>
internal sealed class Life(int dieAt)
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _steps;

    /// <summary>Gets how many steps there were.</summary>
    public int Steps => Volatile.Read(ref _steps);

    /// <summary>Gets what completes when the host has died.</summary>
    public Task Died => _died.Task;

    /// <summary>Goes a step on.</summary>
    /// <exception cref="JournalException">The host is dead.</exception>
    public void Step()
    {
        var step = Interlocked.Increment(ref _steps);
        if (dieAt == 0 || step < dieAt)
        {
            return;
        }

        _died.TrySetResult();
        throw new JournalException("The host has died.");
    }
}
