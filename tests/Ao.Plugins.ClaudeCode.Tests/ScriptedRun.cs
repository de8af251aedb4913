using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Tests;

/// <summary>A process whose output a test writes, and whose input it reads.</summary>
internal sealed class ScriptedRun : IRun
{
    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>();
    private readonly List<RunEvent> _past = [];
    private long _position;

    public List<string> Written { get; } = [];

    public List<RunKey> Keys { get; } = [];

    public bool Fails { get; set; }

    public bool CanWrite => true;

    public bool CanSendKeys => true;

    public bool CanSignal => false;

    public ScriptedRun Say(string output)
    {
        var data = Encoding.UTF8.GetBytes(output);
        Add(new RunOutput(_position, data));
        _position += data.Length;
        return this;
    }

    /// <summary>Loses a part of the output, as a runtime does that keeps only so much.</summary>
    public ScriptedRun Lose(int count)
    {
        _position += count;
        return this;
    }

    public ScriptedRun Exit(int code)
    {
        Add(new RunExited(code));
        _events.Writer.TryComplete();
        return this;
    }

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var past in _past.ToArray())
        {
            yield return past;
        }

        await foreach (var item in _events.Reader.ReadAllAsync(cancellationToken))
        {
            _past.Add(item);
            yield return item;
        }
    }

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default)
    {
        Keys.Add(key);
        return ValueTask.CompletedTask;
    }

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        if (Fails)
        {
            throw new AoException("does not read");
        }

        lock (_events)
        {
            Written.Add(Encoding.UTF8.GetString(input.Span));
        }

        return ValueTask.CompletedTask;
    }

    private void Add(RunEvent item) => _events.Writer.TryWrite(item);
}
