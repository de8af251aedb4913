using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Tests;

/// <summary>A process whose output a test writes, and which may answer to what is written to it.</summary>
internal sealed class FakeRun : IRun
{
    private readonly List<byte> _output = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;
    private int? _exitCode;

    /// <summary>Gets or sets what the process does with a line that is written to it.</summary>
    public Action<FakeRun, JsonElement>? Hears { get; set; }

    public List<string> Lines { get; } = [];

    public List<string> Typed { get; } = [];

    public List<RunKey> Keys { get; } = [];

    /// <summary>Gets or sets what a key does.</summary>
    public Action<RunKey>? Presses { get; set; }

    /// <summary>Gets or sets what a text that is typed does.</summary>
    public Action<string>? Types { get; set; }

    public bool CanWrite => true;

    public bool CanSendKeys => true;

    public bool CanSignal => false;

    public void Say(string text)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _output.AddRange(Encoding.UTF8.GetBytes(text));
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }

    public void Exit(int? code)
    {
        lock (_lock)
        {
            (_hasEnded, _exitCode) = (true, code);
        }

        Say("");
    }

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            byte[] rest;
            bool hasEnded;
            Task more;
            lock (_lock)
            {
                rest = [.. _output.Skip((int)cursor).Take(64 * 1024)];
                hasEnded = _hasEnded;
                more = _more.Task;
            }

            if (rest.Length > 0)
            {
                yield return new RunOutput(cursor, rest);
                cursor += rest.Length;
            }
            else if (hasEnded)
            {
                yield return new RunExited(_exitCode);
                yield break;
            }
            else
            {
                await more.WaitAsync(cancellationToken);
            }
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        if (_hasEnded)
        {
            throw new AoException("has ended");
        }

        var text = Encoding.UTF8.GetString(input.Span);
        Typed.Add(text);
        Types?.Invoke(text);
        foreach (var line in Hears is null ? [] : text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Lines.Add(line);
            using var message = JsonDocument.Parse(line);
            Hears!(this, message.RootElement);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default)
    {
        Keys.Add(key);
        Presses?.Invoke(key);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
