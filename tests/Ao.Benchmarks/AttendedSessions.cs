using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ao.Benchmarks;

/// <summary>Counts the sessions whose loops have come to attending to their agents, from what the engine logs of its steps.</summary>
internal sealed class AttendedSessions(int count) : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<string, bool> _sessions = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets what completes when all are attended to.</summary>
    public Task All => _all.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values || !values.Any(static value => value is { Key: "Step", Value: { } step } && step.ToString() == "Attend"))
        {
            return;
        }

        _sessions[values.First(static value => value.Key == "Session").Value!.ToString()!] = true;
        if (_sessions.Count >= count)
        {
            _all.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
