using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Ao.Runtimes;

namespace Ao.TestSupport.Fakes;

/// <summary>A process under a test's control.</summary>
public sealed class FakeProcess(RunRequest request)
{
    private readonly Lock _lock = new();
    private readonly List<byte> _output = [];
    private int _dropped;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets what was asked for.</summary>
    public RunRequest Request { get; } = request;

    /// <summary>Gets the handle.</summary>
    public RunHandle Handle { get; } = new(request.Run, "fake");

    /// <summary>Gets what was written to it.</summary>
    public ConcurrentBag<string> Received { get; } = [];

    /// <summary>Gets what completes when it has ended.</summary>
    public Task Exited => _exited.Task;

    /// <summary>Gets whether it has ended.</summary>
    public bool HasExited { get; private set; }

    /// <summary>Gets how it ended.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Writes a line.</summary>
    public FakeProcess Say(string line)
    {
        Change(() => _output.AddRange(Encoding.UTF8.GetBytes(line + "\n")));
        return this;
    }

    /// <summary>Loses the oldest output, as a runtime does that keeps the newest only.</summary>
    public void Drop(int bytes) => Change(() => _dropped = bytes);

    /// <summary>Ends, once.</summary>
    public void Exit(int? code) => Change(() =>
    {
        if (!HasExited)
        {
            HasExited = true;
            ExitCode = code;
            _exited.SetResult();
        }
    });

    internal async IAsyncEnumerable<RunEvent> WatchAsync(long cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            byte[] data;
            bool ended;
            lock (_lock)
            {
                changed = _changed.Task;
                cursor = Math.Max(cursor, _dropped);
                data = [.. _output.Skip((int)cursor)];
                ended = HasExited;
            }

            if (data.Length > 0)
            {
                yield return new RunOutput(cursor, data);
                cursor += data.Length;
            }
            else if (ended)
            {
                yield return new RunExited(ExitCode);
                yield break;
            }
            else
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
