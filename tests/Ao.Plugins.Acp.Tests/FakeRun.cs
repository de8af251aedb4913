using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Ao.Runtimes;

namespace Ao.Plugins.Acp.Tests;

/// <summary>A process that a test plays: what it writes is kept, so that a second connection reads it again.</summary>
internal sealed class FakeRun : IRun
{
    private readonly Lock _lock = new();
    private readonly List<RunEvent> _events = [];
    private readonly Channel<string> _written = Channel.CreateUnbounded<string>();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    public bool CanWrite => true;

    public bool CanSendKeys => false;

    public bool CanSignal => false;

    public bool IsDeaf { get; set; }

    /// <summary>Gives the next line that was written to the process.</summary>
    public async Task<string> HearAsync() => await _written.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool HasHeard => _written.Reader.TryPeek(out _);

    public void Say(string line) => Say(Encoding.UTF8.GetBytes(line + "\n"));

    public void Say(ReadOnlyMemory<byte> data)
    {
        Add(new RunOutput(_position, data));
        _position += data.Length;
    }

    public void Exit(int code) => Add(new RunExited(code));

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var index = 0; ;)
        {
            RunEvent? item = null;
            Task more;
            lock (_lock)
            {
                more = _more.Task;
                if (index < _events.Count)
                {
                    item = _events[index++];
                }
            }

            if (item is null)
            {
                await more.WaitAsync(cancellationToken);
                continue;
            }

            yield return item;
            if (item is RunExited)
            {
                yield break;
            }
        }
    }

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        if (IsDeaf)
        {
            throw new AoException("does not read");
        }

        foreach (var line in Encoding.UTF8.GetString(input.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await _written.Writer.WriteAsync(line, cancellationToken);
        }
    }

    private void Add(RunEvent item)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _events.Add(item);
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }
}
